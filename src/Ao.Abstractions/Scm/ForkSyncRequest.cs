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

    /// <summary>Gets the source's commit that the branch is to be brought to: what the source gets behind it waits for another call. An implementation that cannot stop there brings up nothing where the source has moved on.</summary>
    /// <value>The default is <see langword="null"/>: whatever the source holds when it is made.</value>
    public string? Revision { get; init; }
}
