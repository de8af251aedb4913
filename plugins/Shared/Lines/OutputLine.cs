namespace Ao.Lines;

/// <summary>A line of a program's output.</summary>
/// <param name="End">The position behind it.</param>
/// <param name="Data">Its bytes, without the end of line; at most as many as <see cref="LineFramer"/> keeps.</param>
/// <param name="IsCut">Whether there was more, or a part was lost.</param>
internal readonly record struct OutputLine(long End, ReadOnlyMemory<byte> Data, bool IsCut);
