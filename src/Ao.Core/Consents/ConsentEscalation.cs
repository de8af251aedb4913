using Ao.Configuration;
using Ao.Effects;
using Ao.Hosting;
using Ao.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Consents;

/// <summary>Reminds people of questions that nobody answers, and brings these to the next channel. Each step is a fact, so that the next host goes on from there.</summary>
internal sealed partial class ConsentEscalation(ConsentProjection projection, ConsentCourses courses, ConsentAudience audience, FactLog log, IOptions<AoOptions> options, TimeProvider time, ILogger<ConsentEscalation> logger) : IEngineStage
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(5);
    private readonly BackgroundLoop _loop = new();

    public int Order => 300;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _loop.Start(RunAsync);
        return ValueTask.CompletedTask;
    }

    public ValueTask StopAsync(CancellationToken cancellationToken) => _loop.StopAsync(cancellationToken);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Before the look, so that no question comes in between unnoticed.
            var (_, requested) = projection.NextToLapse();
            var next = await StepAsync(cancellationToken).ConfigureAwait(false);
            var left = next is { } at ? at - time.GetUtcNow() : Timeout.InfiniteTimeSpan;
            if (next is null || left > TimeSpan.Zero)
            {
                await QuestionTimer.WaitAsync(time, left, requested, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes every step that is due.</summary>
    /// <returns>When the next one is, as far as that is known.</returns>
    private async Task<DateTimeOffset?> StepAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset? first = null;
        foreach (var entry in projection.ListLive())
        {
            var (due, next) = EscalationDecision.Decide(entry.Consent, courses.Of(entry.Consent.Id), options.Value.Consent, audience.Of(entry.Consent), time.GetUtcNow());
            if (due.Count > 0 && !await TryRecordAsync(entry.Consent.Id, due, cancellationToken).ConfigureAwait(false))
            {
                next = time.GetUtcNow() + s_retry;
            }

            first = next < first || first is null ? next ?? first : first;
        }

        return first;
    }

    private async Task<bool> TryRecordAsync(string consentId, IReadOnlyList<object> due, CancellationToken cancellationToken)
    {
        try
        {
            await log.AppendAsync(EffectFactKinds.CourseStreamOf(consentId), expectedVersion: null, due, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AoException exception)
        {
            LogNotRecorded(exception, consentId);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "People could not be reminded of consent {ConsentId} yet; it is tried again.")]
    private partial void LogNotRecorded(Exception exception, string consentId);
}
