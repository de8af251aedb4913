namespace Ao.Sessions.Admission;

/// <summary>How it stands with the sessions that one session's agent asks for.</summary>
/// <param name="Spawned">How many it has asked for.</param>
/// <param name="MaxSpawned">How many it may ask for.</param>
/// <param name="Generation">Which generation the next one would be.</param>
/// <param name="MaxGenerations">How many generations there may be.</param>
/// <param name="Queued">How many sessions of the project wait for a place.</param>
/// <param name="MaxQueued">How many may wait.</param>
internal sealed record SpawnAdmission(int Spawned, int MaxSpawned, int Generation, int MaxGenerations, int Queued, int MaxQueued);
