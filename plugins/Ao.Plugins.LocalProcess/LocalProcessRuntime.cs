using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Ao.Runtimes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.LocalProcess;

/// <summary>Runs programs as processes of this machine, each under a keeper of its own that does not need the host.</summary>
internal sealed class LocalProcessRuntime : IRuntime, IRunInputWriter, IRunErrorReader, IRunSignaller, IRunFolders, ISelfCheck, IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);
    private readonly string _root;
    private readonly Enclosure _enclosure;
    private readonly RunStarter _starter;
    private readonly RunMonitor _monitor;
    private readonly ProcessCensus _census = new(ProcessTable.RunMarker);
    private readonly TimeProvider _timeProvider;
    private readonly LocalProcessOptions _options;
    private readonly ConcurrentDictionary<RunId, SemaphoreSlim> _starts = [];
    private readonly ConcurrentDictionary<RunId, SemaphoreSlim> _writes = [];
    private readonly ConcurrentDictionary<Task, bool> _endings = [];

    public LocalProcessRuntime(Commands.ICommandRunner commands, PluginEnvironment plugin, TimeProvider timeProvider, IOptions<LocalProcessOptions> options, ILogger<RunMonitor> logger)
    {
        _root = Path.Combine(plugin.DataFolder, "runs");
        _enclosure = new Enclosure(commands, plugin, options.Value);
        _starter = new RunStarter(commands, plugin, _enclosure, timeProvider);
        _monitor = new RunMonitor(timeProvider, logger);
        _timeProvider = timeProvider;
        _options = options.Value;
        Traits = new RuntimeTraits { IsTerminal = false, CanWrite = true, KeepsErrorApart = true, IsLocal = true, RunsAsOtherUser = _enclosure.IsUsed, ClosesNetwork = _enclosure.IsUsed && _options.CloseNetwork };
    }

    public RuntimeTraits Traits { get; }

    public async ValueTask<IReadOnlyList<SelfCheckFinding>> InspectSelfAsync(CancellationToken cancellationToken = default) =>
        [await _enclosure.InspectAsync(cancellationToken).ConfigureAwait(false)];

    public ValueTask ReclaimAsync(IReadOnlyList<string> folders, CancellationToken cancellationToken = default) => _enclosure.ReclaimAsync(folders, cancellationToken);

    public async ValueTask<RunHandle> StartAsync(RunRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        EnsureSupported();
        cancellationToken.ThrowIfCancellationRequested();
        var folder = FolderOf(request.Run);
        using var gate = await EnterAsync(_starts, request.Run, cancellationToken).ConfigureAwait(false);
        if (Settle(folder) is { Keeper: not null } live)
        {
            return live.Handle;
        }

        var program = RunStarter.Check(request);
        var record = new RunRecord(Guid.NewGuid().ToString("N"), request.OutputLimit, request.Input.IsChannel, request.SeparateError);
        try
        {
            Prepare(folder, record);
            await _starter.StartAsync(folder, record, request, program, _options.StartTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await UndoAsync(folder, record).ConfigureAwait(false);
            if (exception is IOException or UnauthorizedAccessException)
            {
                throw new AoException($"The run '{request.Run}' could not be started: {exception.Message} Check the disk and the permissions of the data folder.", exception);
            }

            throw;
        }

        return _monitor.Watch(folder, record).Handle;
    }

    public async ValueTask<IReadOnlyList<RunStatus>> ListAsync(CancellationToken cancellationToken = default)
    {
        EnsureSupported();
        var statuses = new List<RunStatus>();
        if (!Directory.Exists(_root))
        {
            return statuses;
        }

        foreach (var path in Directory.EnumerateDirectories(_root))
        {
            if (RunId.TryParse(Path.GetFileName(path), null, out var id))
            {
                using var gate = await EnterAsync(_starts, id, cancellationToken).ConfigureAwait(false);
                var folder = FolderOf(id);
                if (Settle(folder) is { } run)
                {
                    statuses.Add(run.Status);
                }
                else if (Directory.Exists(path))
                {
                    // Begun and not even written down: there cannot be a process.
                    statuses.Add(new RunStatus(new RunHandle(id, ""), RunState.NeverStarted));
                }
            }
        }

        return statuses;
    }

    public async IAsyncEnumerable<RunEvent> WatchAsync(RunHandle handle, long cursor = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cursor);
        var run = Find(handle);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // Taken before reading, so that nothing written meanwhile is missed; behind the end only what was there is read.
            var changed = run.Changed;
            var ended = run.HasEnded;
            var end = ended ? run.Output.Length() : long.MaxValue;
            while (run.Output.Read(cursor, end) is { } output)
            {
                cursor = output.NextCursor;
                yield return output;
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (ended)
            {
                yield return new RunExited(run.ExitCode);
                yield break;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask StopAsync(RunHandle handle, TimeSpan grace, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(grace, TimeSpan.Zero);
        if (TryFind(handle) is not { } run)
        {
            return;
        }

        // Not with the caller's token: who stops waiting has still asked for the end.
        var ending = Task.Run(() => EndingOf(run.Folder, run.Record).EndAsync(grace), CancellationToken.None);
        _endings[ending] = true;
        _ = ending.ContinueWith(task => _endings.TryRemove(task, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await ending.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask RemoveAsync(RunHandle handle, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handle);
        EnsureSupported();
        using var gate = await EnterAsync(_starts, handle.Run, cancellationToken).ConfigureAwait(false);
        var folder = FolderOf(handle.Run);
        if (TryFind(handle) is { } run)
        {
            var left = await EndingOf(run.Folder, run.Record).FindAsync().ConfigureAwait(false);
            left.RemoveAll(process => run.HasEnded && process == run.Keeper);
            if (left.Count > 0 && run.Keeper is not null)
            {
                throw new InvalidOperationException($"The run '{handle.Run}' still has {left.Count} live processes, such as {left[0].Pid}. Stop it first.");
            }
        }
        else if (folder.ReadRecord() is not null)
        {
            throw Unknown(handle);
        }

        await UndoAsync(folder, folder.ReadRecord()).ConfigureAwait(false);
        _writes.TryRemove(handle.Run, out _);
    }

    public async ValueTask WriteAsync(RunHandle handle, ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default)
    {
        var run = Find(handle);
        if (!run.Record.IsChannel)
        {
            throw new AoException($"The run '{handle.Run}' cannot be written to: it was started without a channel.");
        }

        // One message at a time, so that two do not mix.
        using var gate = await EnterAsync(_writes, handle.Run, cancellationToken).ConfigureAwait(false);
        await InputPipe.WriteAsync(run, input, _options.WriteTimeout, _timeProvider, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<string> ReadErrorAsync(RunHandle handle, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Find(handle).Error?.ReadEnd(limit) ?? "");
    }

    public async ValueTask SignalAsync(RunHandle handle, RunSignal signal, CancellationToken cancellationToken = default)
    {
        var run = Find(handle);
        var number = signal switch
        {
            RunSignal.Interrupt => ProcessSignal.Interrupt,
            RunSignal.Terminate => ProcessSignal.Terminate,
            _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "There is no such signal."),
        };

        // Right after the start the program is on its way: it comes, or the run ends without it.
        while (run.Folder.ReadProgram() is not { } program || !ProcessSignal.TrySendToGroup(program, number))
        {
            if (run.HasEnded)
            {
                throw new AoException($"The run '{handle.Run}' cannot be signalled: its program has ended.");
            }

            await Task.Delay(s_pause, _timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_endings.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _monitor.DisposeAsync().ConfigureAwait(false);
    }

    private static AoException Unknown(RunHandle handle) =>
        new($"The run '{handle.Run}' is not held by the local-process runtime, or not the one that the handle means. List the runs to see what there is.");

    private static void EnsureSupported()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new AoException("The local-process runtime works on Linux only. Choose another runtime, such as 'tmux', or run the host on Linux.");
        }
    }

    private TreeEnding EndingOf(RunFolder folder, RunRecord record) => new($"run '{folder.Run}'", () => folder.ReadMarks(record), _census, _timeProvider);

    private static async ValueTask<IDisposable> EnterAsync(ConcurrentDictionary<RunId, SemaphoreSlim> gates, RunId run, CancellationToken cancellationToken)
    {
        var gate = gates.GetOrAdd(run, static _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new GateLease(gate);
    }

    // A keeper that is still on its way carries the marker. It must be gone before its folder is: it would find a new one there.
    private async Task UndoAsync(RunFolder folder, RunRecord? record)
    {
        if (record is not null && Directory.Exists(folder.Path))
        {
            await EndingOf(folder, record).EndAsync(TimeSpan.Zero).ConfigureAwait(false);
        }

        _monitor.Forget(folder.Run);
        if (Directory.Exists(folder.Path))
        {
            Directory.Delete(folder.Path, recursive: true);
        }
    }

    private static void CreatePrivate(string file) =>
        new FileStream(file, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();

    private void Prepare(RunFolder folder, RunRecord record)
    {
        Directory.CreateDirectory(_root, RunFolder.Private);
        Directory.CreateDirectory(folder.Path, RunFolder.Private);
        CreatePrivate(folder.Output);
        if (record.SeparatesError)
        {
            CreatePrivate(folder.Error);
        }

        if (record.IsChannel && !File.Exists(folder.Input))
        {
            InputPipe.Create(folder.Input);
        }

        folder.WriteRecord(record);
    }

    // Whether a begun start has a keeper is settled here for good: it has one, or it can never get one.
    private MonitoredRun? Settle(RunFolder folder)
    {
        if (folder.ReadRecord() is not { } record)
        {
            return null;
        }

        folder.TryGiveUp(record.Nonce);
        return _monitor.Watch(folder, record);
    }

    private MonitoredRun Find(RunHandle handle) => TryFind(handle) ?? throw Unknown(handle);

    private MonitoredRun? TryFind(RunHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        EnsureSupported();
        var folder = FolderOf(handle.Run);
        return folder.ReadRecord() is { } record && RunToken.IsOf(handle.Token, record) ? _monitor.Watch(folder, record) : null;
    }

    private RunFolder FolderOf(RunId run) => new(run, Path.Combine(_root, run.ToString()));
}
