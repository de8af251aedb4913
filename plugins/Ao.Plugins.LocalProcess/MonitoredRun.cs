using Ao.Runtimes;

namespace Ao.Plugins.LocalProcess;

/// <summary>A run as the monitor sees it. Readers wait for <see cref="Changed"/>; only the monitor calls <see cref="Look"/>.</summary>
internal sealed class MonitoredRun
{
    private const int LooksBetweenProbes = 10;
    private volatile TaskCompletionSource _changed = NewSignal();
    private int _looks;

    public MonitoredRun(RunFolder folder, RunRecord record)
    {
        Folder = folder;
        Record = record;
        Keeper = folder.ReadKeeper(record.Nonce);
        Output = new LimitedFile(folder.Output, record.OutputLimit);
        Error = record.SeparatesError ? new LimitedFile(folder.Error, record.OutputLimit) : null;
        Probe();

        // Of a run that has ended already nothing moves any more: what it wrote beyond the limit is released now.
        Measure();
    }

    public RunFolder Folder { get; }

    public RunRecord Record { get; }

    public LimitedFile Output { get; }

    /// <summary>What the program wrote to its standard error, where that was asked to be kept apart.</summary>
    public LimitedFile? Error { get; }

    /// <summary>The run's keeper, or <see langword="null"/> where the start was given up.</summary>
    public ProcessIdentity? Keeper { get; }

    public RunHandle Handle => new(Folder.Run, RunToken.Of(Record, Keeper));

    public bool HasEnded { get; private set; }

    public int? ExitCode { get; private set; }

    public Task Changed => _changed.Task;

    /// <summary>Whether the file system could not release old output.</summary>
    public bool KeepsAllOutput => Output.KeepsAll || Error?.KeepsAll == true;

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

    private bool Measure()
    {
        var moved = Output.Measure();
        return Error?.Measure() == true || moved;
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
