namespace Ao.Forks;

/// <summary>What came of a look at a fork: what was seen, or why nothing was.</summary>
internal sealed record ForkFinding(ForkFacts.Looked? Look, string? Problem);
