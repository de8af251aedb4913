namespace Ao;

/// <summary>Is thrown when an outside service could not be reached or asked to be called again later: nothing was changed there, and the same call may be repeated.</summary>
public sealed class TransientException : AoException
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What could not be done, and why.</param>
    /// <param name="retryAfter">How long the service asked to wait, where it said so.</param>
    /// <param name="innerException">The cause.</param>
    public TransientException(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
        : base(message, innerException) => RetryAfter = retryAfter;

    /// <summary>Gets how long the service asked to wait, or <see langword="null"/> where it did not say.</summary>
    public TimeSpan? RetryAfter { get; }
}
