namespace Ao.Runtimes;

/// <summary>Output of a process, both streams in the order they were written, or standard output alone where <see cref="RunRequest.SeparateError"/> was asked for.</summary>
/// <param name="Cursor">The position of the first byte in all output of the run.</param>
/// <param name="Data">The bytes, 64 KiB at most, cut anywhere.</param>
public sealed record RunOutput(long Cursor, ReadOnlyMemory<byte> Data) : RunEvent
{
    /// <summary>Gets the position behind the last byte: where to go on from.</summary>
    public long NextCursor => Cursor + Data.Length;
}
