using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Ao.Effects;
using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;
using Ao.Sessions;
using Microsoft.Extensions.Logging;

namespace Ao.PullRequests.Watch;

/// <summary>Looks at the open pull requests of one project: all in one look, again and again, and at once when it is woken.</summary>
internal sealed partial class ProjectWatch(Project project, SessionContext context, PullRequestReader reader, PullRequestRecorder recorder, PullRequestProjection pullRequests, SemaphoreSlim checking, ILogger logger) : IDisposable
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, ScmLook> _looks = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Unsettled> _unsettled = [];

    // A look that finds nothing new gives the readings of the last one again: they are not weighed anew.
    private readonly ConditionalWeakTable<PullRequestReading, Sight> _sights = [];
    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, CheckReport> _ran = new();
    private readonly KeyedLoops<string> _checks = new(context.Time);
    private readonly WatchAlarm _alarm = new(context.Time);

    /// <summary>Has the next look begin at once.</summary>
    public void Wake() => _alarm.Wake();

    /// <summary>Looks at once, and waits for what is seen.</summary>
    public Task LookAsync(CancellationToken cancellationToken) => _alarm.RequestAsync(cancellationToken);

    public async Task RunAsync(CancellationToken stopping)
    {
        var following = FollowAsync(stopping);
        try
        {
            await _alarm.RunAsync((_, token) => LookOnceAsync(token), PauseAfter, stopping).ConfigureAwait(false);
        }
        finally
        {
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _checks.StopAsync(cancellationToken);

    public void Dispose()
    {
        _checks.Dispose();
        _alarm.Dispose();
    }

    /// <summary>Looks at once when the forge says that something has changed, where it can say so.</summary>
    private Task FollowAsync(CancellationToken stopping) => HintFeed.FollowAsync(
        () => context.Plugins.Find<IPullRequestFeed>(Slot.Scm, project.Options.Scm)?.WatchPullRequestsAsync(project.Source, stopping),
        Wake,
        exception => LogUnheard(exception, project.Id),
        context.Time,
        stopping);

    private TimeSpan? PauseAfter(Exception exception, int failures)
    {
        LogFailed(exception, project.Id, failures);
        var interval = project.Options.PullRequests.WatchInterval;
        return TimeSpan.FromTicks(Math.Max(interval.Ticks, Math.Min(s_longestWait.Ticks, interval.Ticks << Math.Min(failures, 10))));
    }

    /// <returns>How long until the next look; for ever, where there is nothing to look at.</returns>
    private async Task<TimeSpan?> LookOnceAsync(CancellationToken stopping)
    {
        var watched = context.Sessions.All.Where(state => state.Request.Project == project.Id && WatchedPullRequest.IsWatched(state)).ToList();
        foreach (var group in watched.GroupBy(context.ScmNameOf, StringComparer.Ordinal))
        {
            // One pull request has one owner; where the journal names more, the newest.
            var owners = group.GroupBy(static state => state.PullRequest!.Number!.Value).ToDictionary(static states => states.Key, static states => states.MaxBy(static state => state.RequestedAt)!.Id);
            if (!_looks.TryGetValue(group.Key, out var look))
            {
                _looks[group.Key] = look = new ScmLook();
            }

            foreach (var reading in await look.ReadAsync(reader, group.Key, project.Source, owners.Keys, stopping).ConfigureAwait(false))
            {
                if (owners.TryGetValue(reading.PullRequest.Number, out var owner))
                {
                    await TakeAsync(owner, _sights.GetValue(WithFailures(reading), Sight.Of), stopping).ConfigureAwait(false);
                    HaveRun(group.Key, reading);
                }
            }
        }

        var settle = project.Options.PullRequests.SettleTime;
        var pause = project.Options.PullRequests.WatchInterval;
        return watched.Count == 0 ? null : _unsettled.Count > 0 && settle < pause ? settle : pause;
    }

    private async Task TakeAsync(SessionId owner, Sight sight, CancellationToken stopping)
    {
        var number = sight.Reading.PullRequest.Number;
        var known = pullRequests.Find(project.Id, number);
        var (counts, waiting) = SettleDecision.Decide(
            known?.Fingerprint,
            known is null || known.Fingerprint == sight.Whole ? null : Sight.FirmOf(known.Reading),
            sight,
            _unsettled.GetValueOrDefault(number),
            context.Time.GetUtcNow(),
            project.Options.PullRequests.SettleTime);
        if (waiting is null)
        {
            _unsettled.Remove(number);
        }
        else
        {
            _unsettled[number] = waiting;
        }

        if (counts || known?.Session != owner || sight.Reading.PullRequest.State != PullRequestState.Open)
        {
            await recorder.RecordAsync(owner, project.Id, sight, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Adds what the machinery failed at, which a forge need not keep: to it, such a check has said nothing yet.</summary>
    private PullRequestReading WithFailures(PullRequestReading reading)
    {
        if (reading.Checks is not { State: CheckState.Pending } report || !_ran.TryGetValue(reading.PullRequest.Number, out var ran) || ran.Revision != report.Revision)
        {
            return reading;
        }

        return reading with
        {
            Checks = report with
            {
                Checks = [.. report.Checks.Select(check => check.State == CheckState.Pending && ran.Checks.FirstOrDefault(other => other.Name == check.Name && other.Attempt == check.Attempt && other is { State: CheckState.Failed, IsInfrastructure: true }) is { } failed ? failed : check)],
            },
        };
    }

    /// <summary>Has a forge that runs checks itself run those of a merged result, beside the looks and once for each head, base and attempt.</summary>
    private void HaveRun(string scm, PullRequestReading reading)
    {
        var pullRequest = reading.PullRequest;
        if (reading.Checks is not { State: CheckState.Pending } report || pullRequest.State != PullRequestState.Open
            || context.Plugins.Find<IRunsChecks>(Slot.Scm, scm) is null || context.Plugins.Find<ICheckHost>(Slot.Scm, scm) is not { } host)
        {
            return;
        }

        var key = string.Create(CultureInfo.InvariantCulture, $"{pullRequest.Number}/{pullRequest.HeadRevision}/{reading.BaseRevision}/{report.Checks.Sum(static check => check.Attempt)}");
        if (!_asked.TryAdd(key, true))
        {
            return;
        }

        _checks.Start(
            key,
            async token =>
            {
                if (pullRequests.Find(project.Id, pullRequest.Number) is { } known && (known.HeadRevision != pullRequest.HeadRevision || known.Reading.PullRequest.State != PullRequestState.Open))
                {
                    return false;
                }

                await checking.WaitAsync(token).ConfigureAwait(false);
                try
                {
                    _ran[pullRequest.Number] = await host.GetChecksAsync(project.Source, pullRequest.Number, token).ConfigureAwait(false);
                }
                finally
                {
                    checking.Release();
                }

                _alarm.Wake();
                return false;
            },
            (exception, failures) => LogUnchecked(exception, pullRequest.Number, project.Id, failures),
            static () => { });
    }

    [LoggerMessage(LogLevel.Warning, "The pull requests of project {Project} could not be looked at, failure {Failures} in a row. They are looked at again.")]
    private partial void LogFailed(Exception exception, ProjectId project, int failures);

    [LoggerMessage(LogLevel.Warning, "What the forge tells of the pull requests of project {Project} cannot be heard; they are looked at at their intervals until it can.")]
    private partial void LogUnheard(Exception exception, ProjectId project);

    [LoggerMessage(LogLevel.Warning, "The checks of pull request {Number} of project {Project} could not be run, failure {Failures} in a row. It is tried again.")]
    private partial void LogUnchecked(Exception exception, int number, ProjectId project, int failures);
}
