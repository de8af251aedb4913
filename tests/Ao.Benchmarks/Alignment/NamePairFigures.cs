namespace Ao.Benchmarks.Alignment;

/// <summary>What names alone give.</summary>
/// <param name="PullRequests">How many pull requests there are.</param>
/// <param name="Pairs">How many ordered pairs lie within 14 days and come from different people.</param>
/// <param name="Words">Pairs in which one removes a rare word that the other adds, a pull request.</param>
/// <param name="Definitions">Those in which the word is in the head of a changed definition, too.</param>
internal sealed record NamePairFigures(int PullRequests, long Pairs, double Words, double Definitions);
