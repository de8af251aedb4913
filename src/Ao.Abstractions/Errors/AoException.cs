namespace Ao;

/// <summary>The base of the errors that Ao reports on purpose: the message names the input, the reason and the remedy, and holds no secret.</summary>
/// <remarks>A plugin throws it for a fault that the person can mend. Any other exception out of a plugin is taken for a defect of the plugin.</remarks>
public class AoException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What is wrong, why, and what to do about it.</param>
    public AoException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error with its cause.</summary>
    /// <param name="message">What is wrong, why, and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public AoException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
