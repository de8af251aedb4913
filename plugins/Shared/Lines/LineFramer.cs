using System.Buffers;

namespace Ao.Lines;

/// <summary>Cuts output into lines in bounded memory. How the output was cut into chunks makes no difference.</summary>
/// <param name="position">The position that reading begins at.</param>
/// <param name="longestLine">The longest line that is kept whole, in bytes.</param>
internal sealed class LineFramer(long position, int longestLine)
{
    private readonly ArrayBufferWriter<byte> _line = new();
    private bool _isCut;

    /// <summary>Gets the position behind what was read.</summary>
    public long Position { get; private set; } = position;

    /// <summary>Takes a chunk and gives the lines that it ends.</summary>
    public IEnumerable<OutputLine> Push(long cursor, ReadOnlyMemory<byte> chunk)
    {
        if (cursor > Position)
        {
            // A gap: the line that it began in, and the one that it ends in, are not whole.
            Position = cursor;
            _isCut = true;
        }

        while (chunk.Span.IndexOf((byte)'\n') is >= 0 and var index)
        {
            Keep(chunk.Span[..index]);
            Position += index + 1;
            chunk = chunk[(index + 1)..];
            yield return Take();
        }

        Keep(chunk.Span);
        Position += chunk.Length;
    }

    /// <summary>Passes over output that is not read as lines.</summary>
    public void Skip(long end) => Position = end;

    /// <summary>Gives the last line, where the output does not end with an end of line.</summary>
    public OutputLine? End() => _line.WrittenCount > 0 || _isCut ? Take() : null;

    private void Keep(ReadOnlySpan<byte> part)
    {
        var room = longestLine - _line.WrittenCount;
        _isCut |= part.Length > room;
        _line.Write(part[..Math.Min(room, part.Length)]);
    }

    private OutputLine Take()
    {
        var line = new OutputLine(Position, _line.WrittenSpan.ToArray(), _isCut);
        _line.ResetWrittenCount();
        _isCut = false;
        return line;
    }
}
