namespace Ao.Benchmarks.Convergence;

/// <summary>A finding, as <c>convergence --base</c> prints it.</summary>
internal sealed record FolderFinding(
    int Rank,
    double Score,
    double Confidence,
    string Relation,
    IReadOnlyList<FolderFork> Forks,
    string Pattern,
    string Explanation,
    IReadOnlyList<FolderConflict> Conflicts,
    IReadOnlyList<FolderReason> Reasons,
    IReadOnlyList<string> Evidence);
