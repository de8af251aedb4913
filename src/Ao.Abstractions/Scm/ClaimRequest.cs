namespace Ao.Scm;

/// <summary>Something to claim.</summary>
public sealed record ClaimRequest
{
    /// <summary>The longest name of a resource, in characters.</summary>
    public const int MaxResourceLength = 200;

    /// <summary>Gets the operation.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets what to claim, such as <c>issue/12</c> or <c>pull-request/5</c>: lower-case letters, digits, <c>-_.</c> and <c>/</c>, <see cref="MaxResourceLength"/> at most.</summary>
    public required string Resource { get; init; }

    /// <summary>Gets who claims it.</summary>
    public required ClaimHolder Holder { get; init; }

    /// <summary>Gets the <see cref="WorkClaim.Version"/> of the claim to take over.</summary>
    /// <value>The default is <see langword="null"/>: it is claimed only if nobody holds it.</value>
    public string? InsteadOf { get; init; }

    /// <summary>Gets why another's claim is taken over.</summary>
    public string? Reason { get; init; }
}
