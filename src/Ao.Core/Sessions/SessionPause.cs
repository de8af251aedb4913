namespace Ao.Sessions;

/// <summary>Why a session is to spend nothing.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Budget">The budget that is used up; <see langword="null"/> where a person has paused it.</param>
/// <param name="At">Since when.</param>
/// <param name="BrokeOff">Whether its agent was at work, so that it has to be told to go on.</param>
internal sealed record SessionPause(string Reason, string? Budget, DateTimeOffset At, bool BrokeOff);
