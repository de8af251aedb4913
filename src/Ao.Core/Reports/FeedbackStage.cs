using System.Collections.Concurrent;
using Ao.Hosting;
using Ao.Journal;
using Ao.Plugins;
using Ao.Sessions;
using Microsoft.Extensions.Logging;

namespace Ao.Reports;

/// <summary>Takes reports from sessions and brings each one on its way, in a loop of its own: one that waits for a person, or for a tracker, holds up no other.</summary>
internal sealed partial class FeedbackStage(ReportContext context, ReportCapture capture, FollowUpSteps steps, TimeProvider time, ILogger<FeedbackStage> logger) : IEngineStage, IDisposable
{
    private readonly KeyedLoops<SessionId> _capturing = new(time);
    private readonly KeyedLoops<string> _following = new(time);
    private readonly ConcurrentDictionary<string, StepUnderWay> _underWay = new(StringComparer.Ordinal);

    public int Order => 410;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        capture.Load();
        context.Reports.Changed += OnReportChanged;
        context.Sessions.Sessions.Follow(OnSessionChanged);
        foreach (var report in context.Reports.All)
        {
            Follow(report);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        context.Sessions.Sessions.Changed -= OnSessionChanged;
        context.Reports.Changed -= OnReportChanged;
        await Task.WhenAll(_capturing.StopAsync(cancellationToken), _following.StopAsync(cancellationToken)).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _capturing.Dispose();
        _following.Dispose();
    }

    private void OnSessionChanged(SessionState session)
    {
        if (capture.NextOf(session) is not null)
        {
            _capturing.Start(
                session.Id,
                stopping => capture.CaptureNextAsync(session.Id, stopping),
                (exception, failures) => LogCapturing(exception, session.Id, failures),
                () => OnSessionChanged(context.Sessions.Sessions.Get(session.Id)));
        }

        if (context.Reports.MendedBy(session.Id) is { } mended)
        {
            Follow(mended);
        }

        // What waited for the session's restore goes on.
        foreach (var filed in session.Reports)
        {
            if (context.Reports.Find(filed.Operation) is { } report)
            {
                Follow(report);
            }
        }
    }

    private void OnReportChanged(ReportState report)
    {
        Follow(report);
        if (report.Issue is not null)
        {
            foreach (var member in context.Reports.MembersOf(report.Id))
            {
                Follow(member);
            }
        }
    }

    private void Follow(ReportState report)
    {
        if (!context.HasProject(report))
        {
            return;
        }

        var next = context.NextOf(report);

        // Who waits for an answer to what is not wanted any more stops waiting.
        if (_underWay.TryGetValue(report.Id, out var step) && step.Step != next)
        {
            step.GiveUp();
            if (report.Link is not null)
            {
                context.Sessions.Withdrawals.Withdraw(context.SessionKeyOf(report));
            }
        }

        if (next != FollowUpStep.Rest)
        {
            _following.Start(
                report.Id,
                stopping => StepAsync(report.Id, stopping),
                (exception, failures) => LogFollowing(exception, report.Id, failures),
                () => Follow(context.Reports.Get(report.Id)));
        }
    }

    /// <returns>Whether there was something to do.</returns>
    private async Task<bool> StepAsync(string id, CancellationToken stopping)
    {
        using var step = new StepUnderWay(stopping);
        _underWay[id] = step;
        try
        {
            var report = context.Reports.Get(id);
            step.Step = context.NextOf(report);
            return step.Step != FollowUpStep.Rest && await steps.TakeAsync(report, step.Step, step.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return true;
        }
        catch (StreamVersionException)
        {
            // Something else was written meanwhile: decide anew.
            return true;
        }
        catch (AoException exception) when (exception is not (TransientException or OutcomeUnknownException or PluginException or JournalException) && !stopping.IsCancellationRequested)
        {
            // Trying again would not mend it.
            var report = context.Reports.Get(id);
            await context.RecordAsync(report, receipt: null, report.Issue is null ? exception.Message : null, stopping, new ReportFacts.Halted(exception.Message)).ConfigureAwait(false);
            return true;
        }
        finally
        {
            _underWay.TryRemove(id, out _);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A report of session {Session} could not be taken in, failure {Failures} in a row. It is kept and tried again.")]
    private partial void LogCapturing(Exception exception, SessionId session, int failures);

    [LoggerMessage(LogLevel.Warning, "Report {Report} could not be brought on, failure {Failures} in a row. It is tried again.")]
    private partial void LogFollowing(Exception exception, string report, int failures);
}
