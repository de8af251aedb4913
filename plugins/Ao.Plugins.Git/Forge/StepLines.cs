namespace Ao.Plugins.Git.Forge;

/// <summary>Takes the lines that begin steps out of a stream. A line is held back only while it may be one, and no more of it than a name needs.</summary>
/// <param name="write">Takes what is no such line.</param>
/// <param name="begin">Takes the name of a step.</param>
internal sealed class StepLines(StepLines.Bytes write, StepLines.Bytes begin)
{
    /// <summary>Four bytes for each character of the longest name, and room for spaces around it.</summary>
    private const int MaxHeld = 1024;

    private static readonly byte[] s_mark = [.. "::step"u8];
    private readonly byte[] _held = new byte[MaxHeld];
    private int _count;
    private bool _isPlain;

    public delegate void Bytes(ReadOnlySpan<byte> bytes);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var part = end < 0 ? bytes : bytes[..end];
            Continue(part);
            if (end < 0)
            {
                return;
            }

            End();
            bytes = bytes[(end + 1)..];
        }
    }

    /// <summary>Ends the last line, if it is not ended.</summary>
    public void Complete()
    {
        if (_isPlain || _count > 0)
        {
            End();
        }
    }

    private void End()
    {
        if (_isPlain)
        {
            write("\n"u8);
        }
        else if (IsMark(_held.AsSpan(0, _count)))
        {
            begin(_held.AsSpan(s_mark.Length, _count - s_mark.Length));
        }
        else
        {
            write(_held.AsSpan(0, _count));
            write("\n"u8);
        }

        (_count, _isPlain) = (0, false);
    }

    private void Continue(ReadOnlySpan<byte> part)
    {
        if (_isPlain)
        {
            write(part);
            return;
        }

        var taken = Math.Min(part.Length, MaxHeld - _count);
        part[..taken].CopyTo(_held.AsSpan(_count));
        _count += taken;
        var held = _held.AsSpan(0, _count);
        if (!held.StartsWith(s_mark.AsSpan(0, Math.Min(_count, s_mark.Length))) || (_count > s_mark.Length && !IsMark(held)))
        {
            write(held);
            write(part[taken..]);
            (_count, _isPlain) = (0, true);
        }
    }

    private static bool IsMark(ReadOnlySpan<byte> line) => line.StartsWith(s_mark) && (line.Length == s_mark.Length || line[s_mark.Length] is (byte)' ' or (byte)'\t' or (byte)'\r');
}
