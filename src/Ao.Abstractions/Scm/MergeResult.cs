namespace Ao.Scm;

/// <summary>What became of a merge.</summary>
/// <param name="Merged">Whether the change is in the base branch.</param>
/// <param name="PullRequest">The pull request afterwards.</param>
/// <param name="Reason">Why it was not merged.</param>
public sealed record MergeResult(bool Merged, PullRequest PullRequest, string? Reason = null)
{
    /// <summary>Gets whether it waits in the forge's merge queue, which merges it, or takes it out, by itself.</summary>
    public bool IsQueued { get; init; }
}
