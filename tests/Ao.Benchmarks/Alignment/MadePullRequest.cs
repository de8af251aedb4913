namespace Ao.Benchmarks.Alignment;

/// <summary>A pull request of the made set, and what is true of it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Day">When it was made.</param>
/// <param name="Tree">The source with it.</param>
/// <param name="TakesAway">The definitions that it removes or renames.</param>
/// <param name="Uses">The definitions that lines which it adds rely on.</param>
internal sealed record MadePullRequest(int Number, double Day, TextTree Tree, IReadOnlySet<int> TakesAway, IReadOnlySet<int> Uses);
