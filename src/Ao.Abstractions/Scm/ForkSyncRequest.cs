namespace Ao.Scm;

/// <summary>A branch of a fork to bring up to its source.</summary>
public sealed record ForkSyncRequest
{
    /// <summary>Gets the operation.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets the project, whose source is what the fork is brought up to.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the fork.</summary>
    public required Fork Fork { get; init; }

    /// <summary>Gets the branch.</summary>
    public required string Branch { get; init; }
}
