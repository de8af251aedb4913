using System.Text;
using Ao.Hosting;
using Ao.Sessions;

namespace Ao.Reports;

/// <summary>Collects what the host itself knows of a report: of the session that it is from, and of what the orchestrator did at the time.</summary>
/// <remarks>What others know (the log of a dashboard, traces of an interface, the console of a browser) is offered by whoever files the report.</remarks>
internal sealed class ReportCollector(SessionProjection sessions, SessionRecord record, WrittenOutput output, LogRing log)
{
    private const string Text = "text/plain";

    /// <summary>Gives the files that go along with a report, those that matter most first. Nothing is read before they are opened.</summary>
    /// <param name="source">The session that filed the report, if one did.</param>
    /// <param name="at">When it was filed.</param>
    public IReadOnlyList<OfferedAttachment> Collect(SessionId? source, DateTimeOffset at)
    {
        var files = new List<OfferedAttachment>();
        if (source is { } session && sessions.Find(session) is { } state)
        {
            if (state.Run is not null)
            {
                files.Add(Of("terminal-output.txt", AttachmentKind.TerminalOutput, Text, cancellationToken => output.ReadAsync(state, cancellationToken)));
            }

            files.Add(Of("lifecycle-transitions.txt", AttachmentKind.LifecycleTransitions, Text, cancellationToken => record.TransitionsAsync(session, cancellationToken)));
            files.Add(Of("session-events.jsonl", AttachmentKind.SessionEvents, "application/x-ndjson", cancellationToken => record.EventsAsync(session, cancellationToken)));
        }

        if (log.Around(at) is { Length: > 0 } region)
        {
            files.Add(new OfferedAttachment("orchestrator-log.txt", AttachmentKind.OrchestratorLog, Text, _ => ValueTask.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(region), writable: false))));
        }

        return files;
    }

    private static OfferedAttachment Of(string name, AttachmentKind kind, string mediaType, Func<CancellationToken, IAsyncEnumerable<ReadOnlyMemory<byte>>> read) =>
        new(name, kind, mediaType, cancellationToken => ValueTask.FromResult<Stream>(new ChunkStream(read(cancellationToken))));
}
