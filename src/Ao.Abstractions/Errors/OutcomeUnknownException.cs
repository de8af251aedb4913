namespace Ao;

/// <summary>Is thrown when a call that changes something outside broke off and it is not known whether the change was made. The host reads back before it does anything else.</summary>
public sealed class OutcomeUnknownException : AoException
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What was being done, and what broke off.</param>
    /// <param name="innerException">The cause.</param>
    public OutcomeUnknownException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
