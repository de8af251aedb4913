using Ao.Notifiers;
using Microsoft.Extensions.Logging;

namespace Ao.Consents;

/// <summary>Asks on one channel and takes its answers.</summary>
internal sealed partial class ConsentChannelWorker(
    string name,
    IConsentChannel channel,
    Func<Consent, bool> isAsked,
    ConsentProjection projection,
    IConsents consents,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);

    /// <summary>Asks every pending question of the projects that name the channel, in order.</summary>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        await foreach (var consent in consents.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (consent.State == ConsentState.Pending && isAsked(consent))
            {
                await AskAsync(consent, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads answers, and goes on reading when the channel breaks off.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        for (var wait = s_firstWait; ; wait = Longer(wait))
        {
            try
            {
                await foreach (var answer in channel.ReadAnswersAsync(cancellationToken).ConfigureAwait(false))
                {
                    wait = s_firstWait;
                    await TakeAsync(answer, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogReadingBroke(exception, name, wait);
            }

            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan Longer(TimeSpan wait) => wait * 2 < s_longestWait ? wait * 2 : s_longestWait;

    private async Task AskAsync(Consent consent, CancellationToken cancellationToken)
    {
        var question = new ConsentQuestion
        {
            ConsentId = consent.Id,
            Title = consent.Title,
            Parameters = consent.Parameters,
            ExpiresAt = consent.ExpiresAt,
            Session = consent.Session,
        };
        for (var wait = s_firstWait; projection.Find(consent.Id)?.Consent.State == ConsentState.Pending; wait = Longer(wait))
        {
            try
            {
                await channel.AskAsync(question, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotAsked(exception, consent.Id, name, wait);
            }

            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(ConsentAnswer answer, CancellationToken cancellationToken)
    {
        // A channel speaks for the projects that name it, and for no others.
        if (projection.Find(answer.ConsentId) is not { } entry || !isAsked(entry.Consent))
        {
            LogNotAskedFor(name, Printable.Quote(answer.ConsentId));
            return;
        }

        try
        {
            var decision = answer.Approved ? ConsentDecision.Approve : ConsentDecision.Deny;
            await consents.AnswerAsync(answer.ConsentId, decision, new Operator(answer.Operator, name), answer.Reason, cancellationToken).ConfigureAwait(false);
        }
        catch (AoException exception)
        {
            LogRefused(exception, name, entry.Consent.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notifier {Notifier} broke off reading answers; it is read again in {Delay}.")]
    private partial void LogReadingBroke(Exception exception, string notifier, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Consent {ConsentId} could not be asked for through notifier {Notifier}; it is tried again in {Delay}.")]
    private partial void LogNotAsked(Exception exception, string consentId, string notifier, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notifier {Notifier} answered '{ConsentId}', for which it was not asked. The answer is not taken.")]
    private partial void LogNotAskedFor(string notifier, string consentId);

    [LoggerMessage(Level = LogLevel.Information, Message = "An answer through notifier {Notifier} to consent {ConsentId} was not taken.")]
    private partial void LogRefused(Exception exception, string notifier, string consentId);
}
