using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Ao.Journal;

/// <summary>The output of one run, in checksummed frames in a few files: bulk that does not belong into the journal.</summary>
/// <remarks>
/// Safe for concurrent use. Output is with the operating system when <see cref="Append"/> returns, so that a killed process loses none;
/// it is flushed to the disk at intervals. Offsets count the bytes of the whole output and stay valid when old segments go.
/// </remarks>
internal sealed class SegmentLog : IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder;
    private readonly SegmentLogOptions _options;
    private readonly Lock _lock = new();
    private readonly List<SegmentFile> _segments;
    private readonly ITimer _timer;
    private SafeFileHandle _handle;
    private IOException? _fault;
    private bool _dirty;
    private bool _disposed;

    private SegmentLog(string folder, SegmentLogOptions options, List<SegmentFile> segments, SafeFileHandle handle, TimeProvider time)
    {
        (_folder, _options, _segments, _handle) = (folder, options, segments, handle);
        _timer = time.CreateTimer(static state => ((SegmentLog)state!).FlushInTurn(), this, options.FlushInterval, options.FlushInterval);
    }

    /// <summary>Gets the offset of the first byte that is still there.</summary>
    public long Start
    {
        get
        {
            lock (_lock)
            {
                return _segments[0].Start;
            }
        }
    }

    /// <summary>Gets the offset behind the last byte.</summary>
    public long End
    {
        get
        {
            lock (_lock)
            {
                return _segments[^1].End;
            }
        }
    }

    /// <summary>Opens the output of a run, and cuts off a frame that a crash left unfinished.</summary>
    /// <exception cref="JournalException">The folder cannot be used, or the middle of the output is damaged.</exception>
    public static SegmentLog Open(string folder, SegmentLogOptions options, TimeProvider time)
    {
        try
        {
            CreateFolder(folder);
            List<SegmentFile> segments = [.. SegmentFile.Find(folder)];
            if (segments.Count == 0)
            {
                segments.Add(SegmentFile.Create(folder, 0));
            }

            var handle = Scan(segments);
            return new SegmentLog(folder, options, segments, handle, time);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The output in '{folder}' cannot be opened: {exception.Message} Give this user the right to write there and make sure that the disk has room.", exception);
        }
    }

    /// <summary>Appends output.</summary>
    /// <returns>The offset behind it.</returns>
    /// <exception cref="JournalException">It could not be written or an earlier flush failed; nothing of the frame that failed is kept.</exception>
    public long Append(ReadOnlySpan<byte> output)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            try
            {
                if (_fault is { } fault)
                {
                    _fault = null;
                    throw fault;
                }

                while (!output.IsEmpty)
                {
                    var content = output[..Math.Min(output.Length, SegmentFrame.ContentLimit)];
                    AppendFrame(content);
                    output = output[content.Length..];
                }

                return _segments[^1].End;
            }
            catch (IOException exception)
            {
                throw new JournalException($"Output cannot be written to '{_folder}': {exception.Message} Check the disk and its free space.", exception);
            }
        }
    }

    /// <summary>Leaves out what is before an offset; nothing, where that was written already.</summary>
    /// <exception cref="JournalException">The files could not be written.</exception>
    public void SkipTo(long offset)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            try
            {
                if (offset > _segments[^1].End)
                {
                    Rotate(offset);
                }
            }
            catch (IOException exception)
            {
                throw new JournalException($"Output cannot be written to '{_folder}': {exception.Message} Check the disk and its free space.", exception);
            }
        }
    }

    /// <summary>Reads output from an offset: the rest of one frame, 64 KiB at most.</summary>
    /// <exception cref="JournalException">The output is damaged at that place.</exception>
    public SegmentRead Read(long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var from = Math.Max(offset, _segments[0].Start);
            if (from >= _segments[^1].End)
            {
                return new SegmentRead(_segments[^1].End, ReadOnlyMemory<byte>.Empty);
            }

            var segment = _segments.Last(candidate => candidate.Start <= from);
            from = Math.Max(from, segment.Start);
            if (from >= segment.End)
            {
                // What was between two segments is gone.
                segment = _segments.First(candidate => candidate.Start > from);
                from = segment.Start;
            }

            using var handle = segment.Open();
            var data = segment.Read(handle, from) ?? throw new JournalException($"The output in '{segment.Path}' is damaged at offset {from}. What follows begins at offset {segment.End}.");
            return new SegmentRead(from, data);
        }
    }

    /// <summary>Brings everything to the disk.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            if (_dirty && !_disposed)
            {
                RandomAccess.FlushToDisk(_handle);
                _dirty = false;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            try
            {
                Flush();
            }
            finally
            {
                _disposed = true;
                _handle.Dispose();
            }
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }
    }

    private static SafeFileHandle Scan(List<SegmentFile> segments)
    {
        for (var index = 0; index < segments.Count; index++)
        {
            var handle = segments[index].Open();
            var whole = segments[index].Scan(handle);
            if (index == segments.Count - 1)
            {
                if (!whole)
                {
                    segments[index].Truncate(handle);
                }

                return handle;
            }

            handle.Dispose();
        }

        throw new ArgumentException("There is no segment.", nameof(segments));
    }

    private void AppendFrame(ReadOnlySpan<byte> content)
    {
        var segment = _segments[^1];
        if (segment.Size >= _options.SegmentSize)
        {
            segment = Rotate(segment.End);
        }

        var frame = ArrayPool<byte>.Shared.Rent(SegmentFrame.HeaderSize + content.Length);
        try
        {
            // A write that fails in its middle is overwritten by the next one, or cut off at the next opening.
            var size = SegmentFrame.Write(frame, segment.End, content);
            RandomAccess.Write(_handle, frame.AsSpan(0, size), segment.Size);
            segment.Grow(size, content.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
        }

        _dirty = true;
        DropOldest();
    }

    private SegmentFile Rotate(long start)
    {
        var segment = SegmentFile.Create(_folder, start);
        var handle = segment.Open();
        try
        {
            Flush();
        }
        catch
        {
            handle.Dispose();
            throw;
        }

        _handle.Dispose();
        _handle = handle;
        _segments.Add(segment);
        return segment;
    }

    private void DropOldest()
    {
        while (_segments.Count > 1 && _segments.Sum(segment => segment.Size) > _options.SizeLimit)
        {
            File.Delete(_segments[0].Path);
            _segments.RemoveAt(0);
        }
    }

    private void FlushInTurn()
    {
        try
        {
            Flush();
        }
        catch (IOException exception)
        {
            // There is nobody to tell on the timer's thread: the next append reports it.
            lock (_lock)
            {
                _fault = exception;
            }
        }
    }
}
