namespace Ao.Consents;

/// <summary>A question that a channel was not given, or of which it is not known whether it was.</summary>
public sealed record UndeliveredQuestion
{
    /// <summary>Gets the question: the <see cref="Consent.Id"/>.</summary>
    public required string ConsentId { get; init; }

    /// <summary>Gets the notifier.</summary>
    public required string Notifier { get; init; }

    /// <summary>Gets whether it may be shown there: the call broke off. Otherwise it was refused, and is not.</summary>
    public required bool MayHaveArrived { get; init; }

    /// <summary>Gets why, as the channel says.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets when it was given up.</summary>
    public required DateTimeOffset At { get; init; }
}
