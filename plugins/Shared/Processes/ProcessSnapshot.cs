namespace Ao.Processes;

/// <summary>The process table at one moment.</summary>
/// <param name="Entries">The live processes.</param>
/// <param name="Markers">The markers of those that have one, by process id.</param>
internal sealed record ProcessSnapshot(IReadOnlyList<ProcessEntry> Entries, IReadOnlyDictionary<int, string> Markers);
