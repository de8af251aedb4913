namespace Ao.Effects;

/// <summary>What became of an effect.</summary>
/// <typeparam name="T">What it creates.</typeparam>
/// <param name="Status">What became of it.</param>
/// <param name="Value">What it created, where it succeeded; <see langword="null"/> where a person declared it done.</param>
/// <param name="Reason">Why not, where it did not.</param>
internal sealed record EffectOutcome<T>(EffectStatus Status, T? Value, string? Reason)
    where T : class
{
    /// <summary>Gets whether nothing was done and what stood in the way may pass, so that a later call may do better.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Gets how long the service asked to wait, where it did.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gives the error of a failure that may pass, for a caller that tries again.</summary>
    /// <param name="otherwise">What is said where no reason is known.</param>
    public TransientException Transient(string otherwise) => new(Reason ?? otherwise, RetryAfter);

    /// <summary>Gives what was created.</summary>
    /// <param name="effect">The effect.</param>
    /// <exception cref="OutcomeUnknownException">It is not known whether it happened.</exception>
    /// <exception cref="AoException">It did not happen; the message says why.</exception>
    public T Require(Effect effect) => this switch
    {
        { Value: { } value } => value,
        { Status: EffectStatus.Unknown } => throw new OutcomeUnknownException($"'{Printable.Quote(effect.Title)}': {Reason}"),
        { Status: EffectStatus.Succeeded } => throw new AoException($"'{Printable.Quote(effect.Title)}': {Reason} What it made is not known to this host; look for it where it was made."),
        _ => throw new AoException($"'{Printable.Quote(effect.Title)}' was not done: {Reason ?? Status.ToString()}"),
    };
}
