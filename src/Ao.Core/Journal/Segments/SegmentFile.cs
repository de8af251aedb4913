using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Ao.Journal;

/// <summary>One file of a run's output: frames in order, named by the offset of its first byte.</summary>
internal sealed class SegmentFile
{
    private const string Extension = ".seg";

    private SegmentFile(string path, long start)
    {
        Path = path;
        Start = End = start;
    }

    public string Path { get; }

    /// <summary>Gets the offset of the first byte of output in it.</summary>
    public long Start { get; }

    /// <summary>Gets the offset behind its last byte of output.</summary>
    public long End { get; private set; }

    /// <summary>Gets the size of the file.</summary>
    public long Size { get; private set; }

    public static SegmentFile Create(string folder, long start) =>
        new(System.IO.Path.Combine(folder, start.ToString("D20", CultureInfo.InvariantCulture) + Extension), start);

    /// <summary>Finds the segments of a folder in order.</summary>
    public static IReadOnlyList<SegmentFile> Find(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*" + Extension)
            .Select(path => (Path: path, Known: long.TryParse(System.IO.Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var start), Start: start))
            .Where(file => file.Known)
            .OrderBy(file => file.Start)
            .Select(file => new SegmentFile(file.Path, file.Start))];

    public SafeFileHandle Open() =>
        File.OpenHandle(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Counts a frame that was written.</summary>
    public void Grow(int frame, int content)
    {
        Size += frame;
        End += content;
    }

    /// <summary>Reads the frames in order up to the end or the first that is not sound.</summary>
    /// <returns>Whether the file ends where the last sound frame ends.</returns>
    public bool Scan(SafeFileHandle handle)
    {
        while (ReadFrame(handle, Size, End) is { } frame)
        {
            Grow(frame.Length, frame.Length - SegmentFrame.HeaderSize);
        }

        return RandomAccess.GetLength(handle) == Size;
    }

    /// <summary>Cuts off what is behind the last sound frame.</summary>
    public void Truncate(SafeFileHandle handle) => RandomAccess.SetLength(handle, Size);

    /// <summary>Reads output from an offset that is in this segment: what is left of one frame.</summary>
    /// <returns>The bytes; <see langword="null"/> when the frame is no longer sound.</returns>
    public ReadOnlyMemory<byte>? Read(SafeFileHandle handle, long offset)
    {
        var (position, sequence) = (0L, Start);
        while (ReadLength(handle, position, sequence) is > 0 and var length)
        {
            if (offset < sequence + length)
            {
                return ReadFrame(handle, position, sequence)?.AsMemory(SegmentFrame.HeaderSize + (int)(offset - sequence));
            }

            position += SegmentFrame.HeaderSize + length;
            sequence += length;
        }

        return null;
    }

    private static int ReadLength(SafeFileHandle handle, long position, long sequence)
    {
        Span<byte> header = stackalloc byte[SegmentFrame.HeaderSize];
        return ReadFully(handle, header, position) == header.Length ? SegmentFrame.LengthOf(header, sequence) : 0;
    }

    private static byte[]? ReadFrame(SafeFileHandle handle, long position, long sequence)
    {
        var length = ReadLength(handle, position, sequence);
        if (length == 0)
        {
            return null;
        }

        var frame = new byte[SegmentFrame.HeaderSize + length];
        return ReadFully(handle, frame, position) == frame.Length && SegmentFrame.IsSound(frame) ? frame : null;
    }

    private static int ReadFully(SafeFileHandle handle, Span<byte> buffer, long position)
    {
        var total = 0;
        while (total < buffer.Length && RandomAccess.Read(handle, buffer[total..], position + total) is > 0 and var read)
        {
            total += read;
        }

        return total;
    }
}
