namespace Ao.Scm;

/// <summary>What one look at a project's pull requests has found.</summary>
/// <param name="Cursor">The mark of what was found: looking again with it tells cheaply that nothing has changed.</param>
/// <param name="Readings">The pull requests that were asked for and are there, or <see langword="null"/> where nothing has changed since the cursor.</param>
public sealed record PullRequestReadings(string Cursor, IReadOnlyList<PullRequestReading>? Readings);
