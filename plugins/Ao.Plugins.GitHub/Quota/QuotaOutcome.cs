namespace Ao.Plugins.GitHub.Quota;

/// <summary>What a call tells of the quota.</summary>
internal sealed record QuotaOutcome
{
    /// <summary>Gets the resource that it was counted for, where GitHub says so.</summary>
    public string? Resource { get; init; }

    public int? Limit { get; init; }

    public int? Remaining { get; init; }

    public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>Gets whether GitHub refused it because too much was called.</summary>
    public bool IsLimited { get; init; }

    /// <summary>Gets how long GitHub asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets whether there was no answer, or one that says that GitHub is broken.</summary>
    public bool IsBroken { get; init; }

    /// <summary>Gets the outcome of what got no answer.</summary>
    public static QuotaOutcome Broken { get; } = new() { IsBroken = true };

    /// <summary>Gets the outcome of what was given up on this side, which tells nothing of GitHub.</summary>
    public static QuotaOutcome Unknown { get; } = new();
}
