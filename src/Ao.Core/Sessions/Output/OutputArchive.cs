using System.Runtime.CompilerServices;
using Ao.Journal;
using Ao.Runtimes;
using Microsoft.Extensions.Logging;

namespace Ao.Sessions.Output;

/// <summary>Keeps what agents wrote when their runs are removed from the runtime, and reads it wherever it is.</summary>
/// <remarks>
/// A run is copied into a folder beside its own, which takes the run's name once all of it is on the disk. So a copy that a crash broke
/// off goes on where it ended, one that is whole is not made again, and nothing is in the archive twice.
/// </remarks>
internal sealed partial class OutputArchive(SessionContext context, SegmentLogOptions options, ILogger<OutputArchive> logger)
{
    private const string Unfinished = ".part";

    /// <summary>Archives the output of a run that has ended. It can be repeated, also when the runtime no longer holds the run.</summary>
    /// <exception cref="AoException">The output could not be read, or could not be kept.</exception>
    public async Task ArchiveAsync(IRuntime runtime, RunHandle handle, CancellationToken cancellationToken)
    {
        var folder = FolderOf(handle.Run);
        if (Directory.Exists(folder))
        {
            return;
        }

        try
        {
            await CopyAsync(runtime, handle, folder + Unfinished, cancellationToken).ConfigureAwait(false);
        }
        catch (AoException exception) when (exception is not JournalException)
        {
            var held = await runtime.ListAsync(cancellationToken).ConfigureAwait(false);
            if (held.Any(run => run.Handle.Run == handle.Run))
            {
                throw;
            }

            // Somebody else has removed it: what there was of it is kept, and the session is not held up by what cannot be brought back.
            LogGone(handle.Run, exception.Message);
        }

        Directory.Move(folder + Unfinished, folder);
        Trim(handle.Run);
    }

    /// <summary>Reads the output of a run behind a position: from the runtime while that holds it, until the run ends; else from the archive.</summary>
    /// <exception cref="AoException">The session never had that run.</exception>
    public IAsyncEnumerable<RunOutput> ReadAsync(SessionState state, int run, long cursor, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cursor);
        var runs = state.Run?.Id.Number ?? 0;
        if (run < 1 || run > runs)
        {
            throw new AoException($"Session '{state.Id}' has no run {run}: it has had {runs}, numbered from 1.");
        }

        var id = new RunId(state.Id, run);
        return ReadAsync(state, id, state.Handles.Find(held => held.Handle.Run == id), cursor, cancellationToken);
    }

    private static async Task CopyAsync(IRuntime runtime, RunHandle handle, SegmentLog log, CancellationToken cancellationToken)
    {
        await foreach (var happened in runtime.WatchAsync(handle, log.End, cancellationToken).ConfigureAwait(false))
        {
            if (happened is RunOutput output)
            {
                // The runtime keeps the newest output only: the offsets of what is gone are left out.
                log.SkipTo(output.Cursor);
                log.Append(output.Data.Span);
            }
        }

        log.Flush();
    }

    private async Task CopyAsync(IRuntime runtime, RunHandle handle, string folder, CancellationToken cancellationToken)
    {
        var log = SegmentLog.Open(folder, options, context.Time);
        await using (log.ConfigureAwait(false))
        {
            await CopyAsync(runtime, handle, log, cancellationToken).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<RunOutput> ReadAsync(SessionState state, RunId run, HeldRun? held, long cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = FolderOf(run);
        if (held is not null && !Directory.Exists(folder))
        {
            var events = context.RuntimeOf(state, held).WatchAsync(held.Handle, cursor, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (events.ConfigureAwait(false))
            {
                while (await NextAsync(events, folder).ConfigureAwait(false) is RunOutput output)
                {
                    cursor = output.NextCursor;
                    yield return output;
                }
            }
        }

        if (!Directory.Exists(folder))
        {
            yield break;
        }

        var log = SegmentLog.Open(folder, options, context.Time);
        await using (log.ConfigureAwait(false))
        {
            while (log.Read(cursor) is { Data.IsEmpty: false } read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                cursor = read.Next;
                yield return new RunOutput(read.From, read.Data);
            }
        }
    }

    private static async ValueTask<RunEvent?> NextAsync(IAsyncEnumerator<RunEvent> events, string folder)
    {
        try
        {
            return await events.MoveNextAsync().ConfigureAwait(false) ? events.Current : null;
        }
        catch (AoException) when (Directory.Exists(folder))
        {
            // It was archived and removed while it was read: the archive has the rest.
            return null;
        }
    }

    /// <summary>Lets go of a session's oldest runs while all of them are above the limit; the newest stays.</summary>
    private void Trim(RunId newest)
    {
        var runs = Directory.GetDirectories(context.Folders.OutputOf(newest.Session))
            .Select(static folder => (Folder: folder, Known: RunId.TryParse(Path.GetFileName(folder), null, out var run), Run: run))
            .Where(static entry => entry.Known)
            .OrderByDescending(static entry => entry.Run.Number)
            .ToList();
        var size = 0L;
        foreach (var (folder, _, run) in runs)
        {
            size += new DirectoryInfo(folder).EnumerateFiles().Sum(static file => file.Length);
            if (size > options.SizeLimit && run != newest)
            {
                Directory.Delete(folder, recursive: true);
                LogTrimmed(run, options.SizeLimit);
            }
        }
    }

    private string FolderOf(RunId run) => Path.Combine(context.Folders.OutputOf(run.Session), run.ToString());

    [LoggerMessage(LogLevel.Warning, "The output of run {Run} is no longer in its runtime and is archived as far as it was read before: {Problem}")]
    private partial void LogGone(RunId run, string problem);

    [LoggerMessage(LogLevel.Warning, "The archived output of run {Run} was removed: its session's output is above {Limit} bytes.")]
    private partial void LogTrimmed(RunId run, long limit);
}
