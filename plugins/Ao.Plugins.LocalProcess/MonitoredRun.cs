using Ao.Runtimes;

namespace Ao.Plugins.LocalProcess;

/// <summary>A run as the monitor sees it. Readers wait for <see cref="Changed"/>; only the monitor calls <see cref="Look"/>.</summary>
internal sealed class MonitoredRun
{
    private const int ChunkSize = 64 * 1024;
    private const int LooksBetweenProbes = 10;
    private readonly FileInfo _output;
    private volatile TaskCompletionSource _changed = NewSignal();
    private long _floor;
    private long _length = -1;
    private int _looks;
    private bool _keepsAll;

    public MonitoredRun(RunFolder folder, RunRecord record)
    {
        Folder = folder;
        Record = record;
        Keeper = folder.ReadKeeper(record.Nonce);
        _output = new FileInfo(folder.Output);
        _floor = _output.Exists ? OutputLimiter.FindFloor(folder.Output) : 0;
        Probe();

        // Of a run that has ended already nothing moves any more: what it wrote beyond the limit is released now.
        Measure();
    }

    public RunFolder Folder { get; }

    public RunRecord Record { get; }

    /// <summary>The run's keeper, or <see langword="null"/> where the start was given up.</summary>
    public ProcessIdentity? Keeper { get; }

    public RunHandle Handle => new(Folder.Run, RunToken.Of(Record, Keeper));

    public bool HasEnded { get; private set; }

    public int? ExitCode { get; private set; }

    public Task Changed => _changed.Task;

    /// <summary>Whether the file system could not release old output.</summary>
    public bool KeepsAllOutput => _keepsAll;

    public RunStatus Status => new(Handle, (Keeper, HasEnded) switch
    {
        (null, _) => RunState.NeverStarted,
        (_, true) => RunState.Exited,
        _ => RunState.Running,
    }, ExitCode);

    /// <summary>Looks whether something has moved, releases old output, and wakes the readers.</summary>
    /// <returns>Whether something has moved.</returns>
    public bool Look()
    {
        var moved = Measure();

        // The exit code is there as soon as the program has ended; that a keeper was killed shows only in the process table.
        if (File.Exists(Folder.Exit) || ++_looks % LooksBetweenProbes == 0)
        {
            Probe();
        }

        if (HasEnded)
        {
            // The program may have written between the look at its output and its end.
            moved |= Measure();
        }

        if (moved || HasEnded)
        {
            Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();
        }

        return moved || HasEnded;
    }

    /// <summary>Reads the next chunk.</summary>
    /// <param name="cursor">The position to read from.</param>
    /// <param name="end">The position to read to at most.</param>
    /// <returns>The chunk, behind the gap where old output was released; <see langword="null"/> where there is none.</returns>
    public RunOutput? Read(long cursor, long end)
    {
        if (!File.Exists(Folder.Output))
        {
            return null;
        }

        using var handle = File.OpenHandle(Folder.Output, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
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

    public long OutputLength()
    {
        var output = new FileInfo(Folder.Output);
        return output.Exists ? output.Length : 0;
    }

    private bool Measure()
    {
        _output.Refresh();
        var length = _output.Exists ? _output.Length : 0;
        var moved = length != _length;
        _length = length;
        if (moved)
        {
            Release(length);
        }

        return moved;
    }

    private void Release(long length)
    {
        var floor = OutputLimiter.FloorOf(length, Record.OutputLimit, _floor);
        if (floor > _floor && !_keepsAll)
        {
            var from = _floor;
            Interlocked.Exchange(ref _floor, floor);
            _keepsAll = !OutputLimiter.Release(Folder.Output, from, floor);
        }
    }

    private void Probe()
    {
        if (HasEnded)
        {
            return;
        }

        // Alive is asked before the code is read: a keeper writes it and then ends.
        var alive = Keeper?.IsAlive() == true;
        var code = Folder.ReadExit()?.Code;

        // Where the keeper was killed its program may live on; its end will be seen and its exit code never known.
        if (code is not null || (!alive && Folder.ReadProgram()?.IsAlive() != true))
        {
            ExitCode = code;
            HasEnded = true;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
