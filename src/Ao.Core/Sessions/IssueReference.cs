namespace Ao.Sessions;

/// <summary>The issue that a session works on. Its pull request says so.</summary>
/// <param name="Id">The issue's id in its tracker, 200 characters at most.</param>
/// <param name="Location">Where a person reads it: an address or a file, 2,000 characters at most.</param>
/// <param name="Report">The report that it came from, where it did.</param>
public sealed record IssueReference(string Id, string Location, string? Report = null);
