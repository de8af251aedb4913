namespace Ao.Convergence;

/// <summary>What came of merging the answers of two forks on trial.</summary>
/// <param name="OneFork">The one fork.</param>
/// <param name="OneRevision">Its newest change in the finding.</param>
/// <param name="OtherFork">The other fork.</param>
/// <param name="OtherRevision">Its newest change in the finding.</param>
/// <param name="Conflicts">The files of the finding that are in conflict; none where the answers go together. Text from outside.</param>
public sealed record AnswerTrial(string OneFork, string OneRevision, string OtherFork, string OtherRevision, IReadOnlyList<string> Conflicts);
