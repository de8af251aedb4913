using Ao.Scm;

namespace Ao.Claims;

/// <summary>What says that somebody works on an issue or a pull request, so that nobody else does.</summary>
public sealed record HeldClaim
{
    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets what is claimed, such as <c>issue/12</c> or <c>pull-request/5</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>Gets who holds it.</summary>
    public required ClaimHolder Holder { get; init; }

    /// <summary>Gets whether this orchestrator holds it.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Gets whether the scm holds it, so that other hosts see it. Where the scm holds no claims, this orchestrator's own sessions keep to it and nobody else knows of it.</summary>
    public bool IsShared { get; init; }

    /// <summary>Gets since when.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets why it was taken over from another, where it was. Text from outside.</summary>
    public string? Reason { get; init; }
}
