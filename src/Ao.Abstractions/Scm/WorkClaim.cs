namespace Ao.Scm;

/// <summary>What says that somebody works on something, so that nobody else does.</summary>
public sealed record WorkClaim
{
    /// <summary>Gets what is claimed, such as <c>issue/12</c> or <c>pull-request/5</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>Gets who holds it.</summary>
    public required ClaimHolder Holder { get; init; }

    /// <summary>Gets the operation that claimed it.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets the implementation's own mark of this very claim: another claim of the same resource, also one by the same holder, has another.</summary>
    public required string Version { get; init; }

    /// <summary>Gets when it was claimed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets why, where a claim of another was taken over. Text from outside.</summary>
    public string? Reason { get; init; }
}
