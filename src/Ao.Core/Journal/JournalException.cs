namespace Ao.Journal;

/// <summary>Is thrown when the journal cannot be opened, read or written.</summary>
public class JournalException : AoException
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What is wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public JournalException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
