using System.Collections.Concurrent;
using Ao.Runtimes;

namespace Ao.Plugins.Tmux;

/// <summary>Starts runs, each at most once.</summary>
internal sealed class RunStarter(TmuxFolder folder, TmuxServer server, TimeProvider timeProvider) : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_wait = TimeSpan.FromMilliseconds(5);
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];
    private readonly ConcurrentDictionary<RunId, bool> _starting = new();

    public bool IsStarting(RunId run) => _starting.ContainsKey(run);

    public async ValueTask<ProcessIdentity> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var turn = _turns[(uint)request.Run.GetHashCode() % _turns.Length];
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        _starting[request.Run] = true;
        try
        {
            folder.Prepare();
            var run = folder.Of(request.Run);
            return run.IsClaimed
                ? await WaitForKeeperAsync(run).ConfigureAwait(false)
                : await StartAsync(run, request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AoException($"The run '{request.Run}' could not be started: {exception.Message}", exception);
        }
        finally
        {
            _starting.TryRemove(request.Run, out _);
            turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var turn in _turns)
        {
            turn.Dispose();
        }
    }

    private async ValueTask<ProcessIdentity> StartAsync(RunFolder run, RunRequest request, CancellationToken cancellationToken)
    {
        var draft = new RunRecord(Guid.NewGuid().ToString("N"), request.Input.IsChannel, request.OutputLimit);
        _ = LaunchScript.Of(request, draft);
        cancellationToken.ThrowIfCancellationRequested();

        run.TryCreate(draft);
        WritePrivate(run.Launch, LaunchScript.Of(request, run.ReadRecord()!));
        using (File.Open(run.Output, FileMode.OpenOrCreate))
        {
            // The reader finds it from the start on.
        }

        // One call, so that the pane is piped before the server reads the first byte from it. From here on nothing is cancelled: the run is started or the error is known.
        var result = await server.RunAsync(
            [
                "new-session", "-d", "-s", run.SessionName, "-x", "200", "-y", "50", "-c", "/", "--", "/bin/sh", folder.Keeper, "keep", run.Path, ";",
                "pipe-pane", "-t", $"={run.SessionName}:", $"exec /bin/sh \"$AO_TMUX_FOLDER/keeper.sh\" pipe {run.Run}",
            ],
            default,
            CancellationToken.None).ConfigureAwait(false);

        if (!result.Succeeded && !run.IsClaimed && !result.Error.Contains("duplicate session", StringComparison.Ordinal))
        {
            Directory.Delete(run.Path, recursive: true);
            throw new AoException($"tmux could not start the run '{run.Run}': {Printable.Clean(result.Error).Trim()}");
        }

        return await WaitForKeeperAsync(run).ConfigureAwait(false);
    }

    private async ValueTask<ProcessIdentity> WaitForKeeperAsync(RunFolder run)
    {
        var started = timeProvider.GetTimestamp();
        while (true)
        {
            if (run.ReadKeeper() is { } keeper)
            {
                return keeper;
            }

            if (timeProvider.GetElapsedTime(started) > s_patience)
            {
                throw new AoException($"The run '{run.Run}' did not come to life within {s_patience.TotalSeconds:0} s. Look into '{run.Path}'.");
            }

            await Task.Delay(s_wait, timeProvider, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static void WritePrivate(string path, string text)
    {
        File.Delete(path);
        using var writer = new StreamWriter(path, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        writer.Write(text);
    }
}
