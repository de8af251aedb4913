namespace Ao.Reviews;

/// <summary>What a pull request is to be told of a finding.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Round">The round that found it last.</param>
/// <param name="Resolves">Whether its thread is to be resolved; otherwise one is to be begun.</param>
internal sealed record ThreadStep(ReviewFinding Finding, ReviewRound Round, bool Resolves);
