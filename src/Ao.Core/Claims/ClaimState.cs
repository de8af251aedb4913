using Ao.Scm;

namespace Ao.Claims;

/// <summary>A claim as it is folded from its facts.</summary>
internal sealed record ClaimState
{
    public required ProjectId Project { get; init; }

    public required string Resource { get; init; }

    /// <summary>Gets the version of the claim's stream up to which this was folded.</summary>
    public required long Version { get; init; }

    public ClaimStanding Standing { get; init; }

    public SessionId? Session { get; init; }

    /// <summary>Gets the claim as the scm holds it.</summary>
    public WorkClaim? Claim { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset At { get; init; }

    public bool IsHeld => Standing == ClaimStanding.Held;

    /// <summary>Gets what a user of the facade sees.</summary>
    public HeldClaim View(string instance) => new()
    {
        Project = Project,
        Resource = Resource,
        Holder = new ClaimHolder(instance, Session),
        IsOwn = true,
        IsShared = Claim is not null,
        At = At,
        Reason = Reason,
    };
}
