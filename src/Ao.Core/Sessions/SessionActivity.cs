using Ao.Agents;

namespace Ao.Sessions;

/// <summary>What a session's agent does, as it was told last.</summary>
/// <param name="Activity">What it does.</param>
/// <param name="Detail">What it works on, what it asks, or why it is blocked. Text from outside.</param>
/// <param name="Since">When it was told: the signal's age.</param>
/// <param name="Source">What it was read from.</param>
public sealed record SessionActivity(AgentActivity Activity, string? Detail, DateTimeOffset Since, SignalSource Source);
