namespace Ao.Scm;

/// <summary>A merge to make.</summary>
public sealed record MergeRequest
{
    /// <summary>Gets the operation.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the pull request's number.</summary>
    public required int Number { get; init; }

    /// <summary>Gets where the change is published. An implementation whose pull request is published elsewhere refuses.</summary>
    public required string PushTarget { get; init; }

    /// <summary>Gets the branch that holds the change. An implementation whose pull request has another refuses.</summary>
    public required string HeadBranch { get; init; }

    /// <summary>Gets the head revision that was looked at: a newer one is not merged.</summary>
    public required string ExpectedRevision { get; init; }

    /// <summary>Gets how to merge.</summary>
    public MergeMethod Method { get; init; }
}
