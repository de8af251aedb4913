namespace Ao.Scm;

/// <summary>The branches of a fork.</summary>
/// <param name="DefaultBranch">The branch that it works on, where it says so.</param>
/// <param name="Branches">The newest revision of each branch. Names are text from outside.</param>
public sealed record ForkBranches(string? DefaultBranch, IReadOnlyDictionary<string, string> Branches);
