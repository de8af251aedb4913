using System.Runtime.CompilerServices;
using Ao.Runtimes;

namespace Ao.Plugins.Tmux;

/// <summary>Runs programs in tmux sessions, one each. The server and a keeper in each pane outlive the host.</summary>
internal sealed class TmuxRuntime(TmuxFolder folder, TmuxServer server, RunStarter starter, TimeProvider timeProvider) : IRuntime, IRunInputWriter, IRunKeySender, ISelfCheck, IDisposable
{
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(160);
    private static readonly TimeSpan s_drainPatience = TimeSpan.FromSeconds(2);
    private readonly ProcessCensus _census = new(ProcessTable.RunMarker);
    private readonly SemaphoreSlim[] _typing = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    public RuntimeTraits Traits { get; } = new() { IsTerminal = true, CanWrite = true, KeepsErrorApart = false, IsLocal = true };

    public async ValueTask<IReadOnlyList<SelfCheckFinding>> InspectSelfAsync(CancellationToken cancellationToken = default) =>
        [await server.FindVersionAsync(cancellationToken).ConfigureAwait(false) is { } version
            ? new SelfCheckFinding(SelfCheckLevel.Pass, $"{version}.")
            : new SelfCheckFinding(SelfCheckLevel.Fail, "tmux was not found on the host's search path.", "Install it, as with: apt-get install tmux")];

    public async ValueTask<RunHandle> StartAsync(RunRequest request, CancellationToken cancellationToken = default) =>
        new(request.Run, (await starter.StartAsync(request, cancellationToken).ConfigureAwait(false)).ToString());

    /// <summary>Lists the runs from their files and the process table: no program is started for it.</summary>
    public ValueTask<IReadOnlyList<RunStatus>> ListAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<RunStatus>>([.. folder.All().Where(run => !starter.IsStarting(run.Run)).Select(StatusOf)]);

    public async IAsyncEnumerable<RunEvent> WatchAsync(RunHandle handle, long cursor = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var run = Find(handle);
        using var file = File.OpenHandle(run.Output, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var wait = s_shortestWait;
        long? ended = null;
        while (true)
        {
            // Looked at before reading: what was complete then is read to its end below.
            ended ??= run.ReadKeeper()?.IsAlive() == true ? null : timeProvider.GetTimestamp();
            var complete = ended is { } since && (run.IsOutputComplete || timeProvider.GetElapsedTime(since) > s_drainPatience);
            if (await OutputFile.ReadAsync(file, cursor, cancellationToken).ConfigureAwait(false) is { } output)
            {
                cursor = output.NextCursor;
                wait = s_shortestWait;
                yield return output;
            }
            else if (complete)
            {
                yield return new RunExited(run.ReadExit()?.Code);
                yield break;
            }
            else
            {
                await Task.Delay(wait, timeProvider, cancellationToken).ConfigureAwait(false);
                wait = wait * 2 < s_longestWait ? wait * 2 : s_longestWait;
            }
        }
    }

    public async ValueTask WriteAsync(RunHandle handle, ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default)
    {
        var run = Find(handle);
        if (run.ReadRecord()?.IsChannel != true)
        {
            throw new AoException($"The run '{run.Run}' was started without an open input, so nothing can be typed into it. Start it with RunInput.Channel.");
        }

        var (text, enter) = TerminalText.Clean(input.Span);
        await InTurnAsync(run, () => TypeAsync(run, text, enter), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask SendKeyAsync(RunHandle handle, RunKey key, CancellationToken cancellationToken = default)
    {
        var run = Find(handle);
        var name = TerminalKey.NameOf(key);
        await InTurnAsync(run, () => PressAsync(run, name), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask StopAsync(RunHandle handle, TimeSpan grace, CancellationToken cancellationToken = default)
    {
        var run = folder.Of(handle.Run);
        if (!Directory.Exists(run.Path))
        {
            return;
        }

        CheckToken(handle, run);
        await EndAsync(run, grace).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask RemoveAsync(RunHandle handle, CancellationToken cancellationToken = default)
    {
        var run = folder.Of(handle.Run);
        if (!Directory.Exists(run.Path))
        {
            return ValueTask.CompletedTask;
        }

        CheckToken(handle, run);
        if (run.ReadKeeper()?.IsAlive() == true)
        {
            throw new InvalidOperationException($"The run '{run.Run}' still lives. Stop it before its output is removed.");
        }

        Directory.Delete(run.Path, recursive: true);
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var turn in _typing)
        {
            turn.Dispose();
        }
    }

    private static RunStatus StatusOf(RunFolder run)
    {
        var keeper = run.ReadKeeper();
        var handle = new RunHandle(run.Run, keeper?.ToString() ?? "");
        return keeper switch
        {
            null => new RunStatus(handle, RunState.NeverStarted),
            _ when keeper.IsAlive() => new RunStatus(handle, RunState.Running),
            _ => new RunStatus(handle, RunState.Exited, run.ReadExit()?.Code),
        };
    }

    private static void CheckToken(RunHandle handle, RunFolder run)
    {
        if (run.ReadKeeper() is { } keeper && handle.Token != keeper.ToString())
        {
            throw new AoException($"The handle of the run '{run.Run}' names another process than this folder's. It may come from another data folder.");
        }
    }

    private async Task EndAsync(RunFolder run, TimeSpan grace)
    {
        await new TreeEnding($"run '{run.Run}'", run.ReadMarks, _census, timeProvider) { HangsUp = true }.EndAsync(grace).ConfigureAwait(false);

        // Behind the program's end the server still writes what it had not yet written.
        var since = timeProvider.GetTimestamp();
        while (run.IsClaimed && !run.IsOutputComplete && timeProvider.GetElapsedTime(since) < s_drainPatience)
        {
            await Task.Delay(s_shortestWait, timeProvider, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private RunFolder Find(RunHandle handle)
    {
        var run = folder.Of(handle.Run);
        if (!File.Exists(run.Output))
        {
            throw new AoException($"The tmux runtime holds no run '{run.Run}'. It was removed, or belongs to another data folder.");
        }

        CheckToken(handle, run);
        return run;
    }

    // One after the other, so that two texts, or a text and a key, do not mix.
    private async ValueTask InTurnAsync(RunFolder run, Func<ValueTask> type, CancellationToken cancellationToken)
    {
        var turn = _typing[(uint)run.Run.GetHashCode() % _typing.Length];
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await type().ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    private async ValueTask TypeAsync(RunFolder run, string text, bool enter)
    {
        if (text.Length > 0)
        {
            await DoAsync(run, ["load-buffer", "-b", run.SessionName, "-", ";", "paste-buffer", "-p", "-d", "-b", run.SessionName, "-t", $"={run.SessionName}:"], text).ConfigureAwait(false);
        }

        if (enter)
        {
            await PressAsync(run, TerminalKey.NameOf(RunKey.Enter)).ConfigureAwait(false);
        }
    }

    private ValueTask PressAsync(RunFolder run, string key) => DoAsync(run, ["send-keys", "-t", $"={run.SessionName}:", key], "");

    private async ValueTask DoAsync(RunFolder run, IReadOnlyList<string> arguments, string input)
    {
        var result = await server.RunAsync(arguments, System.Text.Encoding.UTF8.GetBytes(input), CancellationToken.None).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new AoException($"Nothing can be typed into the run '{run.Run}': {Printable.Clean(result.Error).Trim()}. Its program has probably ended.");
        }
    }
}
