namespace Ao.PullRequests;

/// <summary>That a change is merged behind another one.</summary>
/// <param name="Session">The session of the other change.</param>
/// <param name="Kind">Why.</param>
/// <param name="Why">Why, for people.</param>
public sealed record MergeDependency(SessionId Session, MergeDependencyKind Kind, string Why)
{
    /// <summary>Gets whether the change cannot be merged without the other one.</summary>
    public bool IsHard => Kind != MergeDependencyKind.SamePaths;
}
