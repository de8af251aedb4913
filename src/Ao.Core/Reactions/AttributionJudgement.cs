namespace Ao.Reactions;

/// <summary>What can be said of a failed check so far.</summary>
/// <param name="Need">What is missing.</param>
/// <param name="Found">What was found, where nothing is missing.</param>
/// <param name="DueAt">When patience ends.</param>
internal sealed record AttributionJudgement(AttributionNeed Need, CheckAttribution? Found = null, DateTimeOffset? DueAt = null);
