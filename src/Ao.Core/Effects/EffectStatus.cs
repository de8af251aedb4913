namespace Ao.Effects;

/// <summary>What became of an effect.</summary>
public enum EffectStatus
{
    /// <summary>It waits for a person's consent.</summary>
    AwaitingConsent,

    /// <summary>It was performed, now or before.</summary>
    Succeeded,

    /// <summary>A person said no, or the question lapsed, or policy does not allow it.</summary>
    Denied,

    /// <summary>The session's gate is closed: it was stopped.</summary>
    Closed,

    /// <summary>It was tried and failed for certain: nothing was changed outside.</summary>
    Failed,

    /// <summary>It was tried, and it is not known whether it happened. It is not done again before a person has looked, except where that cannot double it.</summary>
    Unknown,
}
