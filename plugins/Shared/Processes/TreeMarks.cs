namespace Ao.Processes;

/// <summary>What the processes of a tree are found by, however they left one another.</summary>
/// <param name="Marker">The value of the census's variable that they inherit, where there is one.</param>
/// <param name="Keeper">The process that writes down how the tree's program ended, where there is one. It belongs to the tree and is the last to go.</param>
/// <param name="Leader">The process that their session is named after, where there is one.</param>
/// <param name="LeaderEnded">A moment at which the leader had ended, in clock ticks since the machine started, where one is known.</param>
internal sealed record TreeMarks(string? Marker, ProcessIdentity? Keeper, ProcessIdentity? Leader, long? LeaderEnded);
