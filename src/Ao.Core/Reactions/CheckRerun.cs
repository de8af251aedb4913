namespace Ao.Reactions;

/// <summary>Checks of a revision that were run again.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Attempts">The attempt of each that had failed before.</param>
/// <param name="Problem">Why they could not be run again, where they could not.</param>
/// <param name="At">When it was asked for.</param>
internal sealed record CheckRerun(string Revision, IReadOnlyDictionary<string, int> Attempts, string? Problem, DateTimeOffset At);
