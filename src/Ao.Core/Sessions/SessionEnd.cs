namespace Ao.Sessions;

/// <summary>How a session ended.</summary>
/// <param name="Status">Done, stopped, failed or lost.</param>
/// <param name="Reason">Why.</param>
internal sealed record SessionEnd(SessionStatus Status, string? Reason);
