using System.Text;

namespace Ao.Commands;

/// <summary>Keeps the last bytes of a stream in bounded memory.</summary>
internal sealed class TailBuffer
{
    private readonly int _limit;
    private byte[] _ring;
    private int _start;
    private int _count;

    public TailBuffer(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        _limit = limit;
        _ring = new byte[Math.Min(limit, 4096)];
    }

    public bool Truncated { get; private set; }

    public void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > _limit)
        {
            buffer = buffer[^_limit..];
            Truncated = true;
        }

        if (buffer.IsEmpty)
        {
            return;
        }

        Grow(buffer.Length);
        var overflow = _count + buffer.Length - _ring.Length;
        if (overflow > 0)
        {
            _start = (_start + overflow) % _ring.Length;
            _count -= overflow;
            Truncated = true;
        }

        var end = (_start + _count) % _ring.Length;
        var first = Math.Min(buffer.Length, _ring.Length - end);
        buffer[..first].CopyTo(_ring.AsSpan(end));
        buffer[first..].CopyTo(_ring);
        _count += buffer.Length;
    }

    /// <summary>Decodes what is kept as UTF-8.</summary>
    public string ToText()
    {
        Span<byte> bytes = new byte[_count];
        CopyTo(bytes);

        // A cut may fall inside a character: its remaining bytes are dropped, not shown as garbage.
        var skip = 0;
        while (Truncated && skip < bytes.Length && skip < 3 && (bytes[skip] & 0xC0) == 0x80)
        {
            skip++;
        }

        return Encoding.UTF8.GetString(bytes[skip..]);
    }

    private void CopyTo(Span<byte> target)
    {
        var first = Math.Min(_count, _ring.Length - _start);
        _ring.AsSpan(_start, first).CopyTo(target);
        _ring.AsSpan(0, _count - first).CopyTo(target[first..]);
    }

    private void Grow(int more)
    {
        var needed = (long)_count + more;
        if (needed <= _ring.Length || _ring.Length == _limit)
        {
            return;
        }

        var grown = new byte[(int)Math.Min(_limit, Math.Max(_ring.Length * 2L, needed))];
        CopyTo(grown);
        _ring = grown;
        _start = 0;
    }
}
