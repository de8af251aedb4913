namespace Ao.Journal;

/// <summary>A state that was folded from facts.</summary>
/// <param name="Position">The position of the last fact that it holds.</param>
/// <param name="Schema">The version of the state's form: one that the reader does not know is not used.</param>
/// <param name="Data">The state.</param>
public sealed record JournalSnapshot(long Position, int Schema, ReadOnlyMemory<byte> Data);
