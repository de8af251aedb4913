namespace Ao.PullRequests;

/// <summary>That a merge of a plan is foreseen to conflict with one before it. It is a hint: nothing is held back by it.</summary>
/// <param name="Session">The session whose change is merged before.</param>
/// <param name="Paths">The paths in conflict, 100 at most. Text from outside.</param>
public sealed record PredictedConflict(SessionId Session, IReadOnlyList<string> Paths)
{
    private const int MaxPaths = 100;

    internal static PredictedConflict Of(SessionId session, IEnumerable<string> paths) => new(session, [.. paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MaxPaths)]);
}
