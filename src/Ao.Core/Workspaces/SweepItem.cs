namespace Ao.Workspaces;

/// <summary>One workspace in a sweep.</summary>
/// <param name="Session">Whose it is.</param>
/// <param name="Path">The folder.</param>
/// <param name="Remove">Whether it goes.</param>
/// <param name="Reason">Why it goes, or why it stays.</param>
public sealed record SweepItem(SessionId Session, string Path, bool Remove, string Reason);
