namespace Ao.PullRequests;

/// <summary>What became of one merge of a plan.</summary>
/// <param name="Step">The merge.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why, where it was not merged.</param>
/// <param name="MergeRevision">The revision that the merge made.</param>
public sealed record MergePlanResult(MergeStep Step, MergePlanOutcome Outcome, string? Reason = null, string? MergeRevision = null);
