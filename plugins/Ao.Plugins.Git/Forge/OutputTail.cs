using System.Text;

namespace Ao.Plugins.Git.Forge;

/// <summary>The last bytes of what was written.</summary>
internal sealed class OutputTail(int limit)
{
    private readonly byte[] _ring = new byte[limit];
    private long _written;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > limit)
        {
            _written += bytes.Length - limit;
            bytes = bytes[^limit..];
        }

        var at = (int)(_written % limit);
        var first = Math.Min(bytes.Length, limit - at);
        bytes[..first].CopyTo(_ring.AsSpan(at));
        bytes[first..].CopyTo(_ring);
        _written += bytes.Length;
    }

    public void Clear() => _written = 0;

    /// <summary>Decodes what is kept as UTF-8. A character that the cut has halved is left out.</summary>
    public override string ToString()
    {
        if (_written <= limit)
        {
            return Encoding.UTF8.GetString(_ring.AsSpan(0, (int)_written));
        }

        var at = (int)(_written % limit);
        byte[] bytes = [.. _ring.AsSpan(at), .. _ring.AsSpan(0, at)];
        var skip = 0;
        while (skip < 3 && (bytes[skip] & 0xC0) == 0x80)
        {
            skip++;
        }

        return Encoding.UTF8.GetString(bytes.AsSpan(skip));
    }
}
