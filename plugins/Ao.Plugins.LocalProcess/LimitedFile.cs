using System.Text;
using Ao.Runtimes;

namespace Ao.Plugins.LocalProcess;

/// <summary>A file that a program appends to and of which only the end is kept. Only the monitor calls <see cref="Measure"/>; anybody may read.</summary>
internal sealed class LimitedFile
{
    private const int ChunkSize = 64 * 1024;
    private readonly string _path;
    private readonly long _limit;
    private readonly FileInfo _file;
    private long _floor;
    private long _length = -1;

    public LimitedFile(string path, long limit)
    {
        _path = path;
        _limit = limit;
        _file = new FileInfo(path);
        _floor = _file.Exists ? OutputLimiter.FindFloor(path) : 0;
    }

    /// <summary>Whether the file system could not release what is too old.</summary>
    public bool KeepsAll { get; private set; }

    /// <summary>Looks whether the file has grown, and releases what is too old.</summary>
    /// <returns>Whether it has grown.</returns>
    public bool Measure()
    {
        _file.Refresh();
        var length = _file.Exists ? _file.Length : 0;
        var moved = length != _length;
        _length = length;
        if (moved)
        {
            Release(length);
        }

        return moved;
    }

    public long Length()
    {
        var file = new FileInfo(_path);
        return file.Exists ? file.Length : 0;
    }

    /// <summary>Reads the next chunk.</summary>
    /// <param name="cursor">The position to read from.</param>
    /// <param name="end">The position to read to at most.</param>
    /// <returns>The chunk, behind the gap where what was too old was released; <see langword="null"/> where there is none.</returns>
    public RunOutput? Read(long cursor, long end)
    {
        if (!File.Exists(_path))
        {
            return null;
        }

        using var handle = File.OpenHandle(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        while (true)
        {
            cursor = Math.Max(cursor, Interlocked.Read(ref _floor));
            var count = (int)Math.Clamp(Math.Min(RandomAccess.GetLength(handle), end) - cursor, 0, ChunkSize);
            if (count == 0)
            {
                return null;
            }

            var data = new byte[count];
            count = RandomAccess.Read(handle, data, cursor);

            // What was released while it was being read may have been read as zeros.
            if (Interlocked.Read(ref _floor) <= cursor)
            {
                return count == 0 ? null : new RunOutput(cursor, data.AsMemory(0, count));
            }
        }
    }

    /// <summary>Reads the last bytes as text, without the rest of a character that the cut falls into.</summary>
    public string ReadEnd(int limit)
    {
        var end = Length();
        var start = Math.Max(0, end - limit);
        using var bytes = new MemoryStream();
        for (var cursor = start; Read(cursor, end) is { } chunk; cursor = chunk.NextCursor)
        {
            bytes.Write(chunk.Data.Span);
        }

        var text = bytes.ToArray().AsSpan();
        var skip = 0;
        while (start > 0 && skip < Math.Min(3, text.Length) && (text[skip] & 0xC0) == 0x80)
        {
            skip++;
        }

        return Encoding.UTF8.GetString(text[skip..]);
    }

    private void Release(long length)
    {
        var floor = OutputLimiter.FloorOf(length, _limit, _floor);
        if (floor > _floor && !KeepsAll)
        {
            var from = _floor;
            Interlocked.Exchange(ref _floor, floor);
            KeepsAll = !OutputLimiter.Release(_path, from, floor);
        }
    }
}
