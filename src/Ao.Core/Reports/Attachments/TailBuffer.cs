using System.Buffers;

namespace Ao.Reports;

/// <summary>Keeps the end of what is written to it, and counts the rest.</summary>
internal sealed class TailBuffer(int limit) : IBufferWriter<byte>
{
    private const int SegmentSize = 64 * 1024;
    private readonly Queue<ReadOnlyMemory<byte>> _segments = new();
    private byte[] _current = [];

    /// <summary>Gets how many bytes were written.</summary>
    public long Written { get; private set; }

    /// <summary>Gets how many of them are at hand: the limit, and what the oldest part holds before it.</summary>
    private long Held { get; set; }

    /// <summary>Gets whether more was written than is kept.</summary>
    public bool IsOver => Written > limit;

    public void Advance(int count)
    {
        if (count == 0)
        {
            return;
        }

        _segments.Enqueue(_current.AsMemory(0, count));
        _current = [];
        Written += count;
        Held += count;
        while (Held - _segments.Peek().Length >= limit)
        {
            Held -= _segments.Dequeue().Length;
        }
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _current = new byte[sizeHint == 0 ? SegmentSize : sizeHint];

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Gives the end: so many bytes, or all where there are fewer.</summary>
    public byte[] End(int count)
    {
        var all = new byte[Held];
        var position = 0;
        foreach (var segment in _segments)
        {
            segment.CopyTo(all.AsMemory(position));
            position += segment.Length;
        }

        return all.Length <= count ? all : all[^count..];
    }
}
