namespace Ao.Convergence;

/// <summary>A record that forks are counted by.</summary>
/// <param name="Id">The record.</param>
/// <param name="Clock">The publisher's clock when it was made.</param>
/// <param name="SourceSession">The session that it came from.</param>
internal sealed record TallyRecord(string Id, long Clock, string? SourceSession);
