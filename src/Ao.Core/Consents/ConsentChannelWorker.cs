using Ao.Effects;
using Ao.Journal;
using Ao.Notifiers;
using Ao.Plugins;
using Microsoft.Extensions.Logging;

namespace Ao.Consents;

/// <summary>Asks on one channel and takes its answers. Each question goes its own way, so that one that the channel cannot take keeps no other back.</summary>
internal sealed partial class ConsentChannelWorker(
    string name,
    IConsentChannel channel,
    IConsentClosing? closing,
    ConsentAudience audience,
    ConsentProjection projection,
    IConsents consents,
    FactLog log,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);

    /// <summary>Asks every pending question of the projects that name the channel, and closes those that were asked when they need no answer any more.</summary>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        var questions = new List<Task>();
        try
        {
            await foreach (var consent in consents.WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                if (consent.State == ConsentState.Pending && audience.IsAudience(consent, name))
                {
                    questions.RemoveAll(static question => question.IsCompleted);
                    questions.Add(ServeAsync(consent, cancellationToken));
                }
            }
        }
        finally
        {
            await Task.WhenAll(questions).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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

    /// <summary>Serves one question from its asking to its closing.</summary>
    private async Task ServeAsync(Consent consent, CancellationToken cancellationToken)
    {
        await Task.WhenAny(audience.ReachedAsync(consent, name), projection.DecidedAsync(consent.Id)).WaitAsync(cancellationToken).ConfigureAwait(false);
        var question = new ConsentQuestion
        {
            ConsentId = consent.Id,
            Title = consent.Title,
            Parameters = consent.Parameters,
            ExpiresAt = consent.ExpiresAt,
            Session = consent.Session,
            Details = consent.Details,
        };
        if (await DeliverAsync(consent.Id, token => channel.AskAsync(question, token), () => IsPending(consent.Id), cancellationToken).ConfigureAwait(false) && closing is not null)
        {
            await projection.DecidedAsync(consent.Id).WaitAsync(cancellationToken).ConfigureAwait(false);
            var closure = ClosureOf(projection.Find(consent.Id)!.Consent);
            await DeliverAsync(consent.Id, token => closing.CloseAsync(closure, token), () => true, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the channel something, and tries again as long as there is use in it.</summary>
    /// <returns>Whether the channel has taken it.</returns>
    private async Task<bool> DeliverAsync(string consentId, Func<CancellationToken, ValueTask> deliver, Func<bool> isWanted, CancellationToken cancellationToken)
    {
        for (var wait = s_firstWait; isWanted(); wait = Longer(wait))
        {
            try
            {
                await deliver(cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (AoException exception) when (exception is not (TransientException or OutcomeUnknownException or PluginException))
            {
                LogGivenUp(exception, consentId, name);
                await log.AppendAsync(EffectFactKinds.ChannelStreamOf(name), expectedVersion: null, [new ConsentFacts.NotDelivered(consentId, name, exception.Message)], cancellationToken).ConfigureAwait(false);
                return false;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotDelivered(exception, consentId, name, wait);
            }

            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    private bool IsPending(string consentId) => projection.Find(consentId)?.Consent.State == ConsentState.Pending;

    private static ConsentClosure ClosureOf(Consent consent) => new()
    {
        ConsentId = consent.Id,
        Ending = consent.State switch
        {
            ConsentState.Approved or ConsentState.Used => ConsentEnding.Approved,
            ConsentState.Denied => ConsentEnding.Denied,
            ConsentState.Expired => ConsentEnding.Expired,
            _ => ConsentEnding.Withdrawn,
        },
        Operator = consent.AnsweredBy?.Id,
        Channel = consent.AnsweredBy?.Channel,
        Reason = consent.Reason,
    };

    private async Task TakeAsync(ConsentAnswer answer, CancellationToken cancellationToken)
    {
        // A channel speaks for the projects that name it, and for no others.
        if (projection.Find(answer.ConsentId) is not { } entry || !audience.IsAsked(entry.Consent, name))
        {
            LogNotAskedFor(name, Printable.Quote(answer.ConsentId));
            return;
        }

        try
        {
            OperatorGuard.RefuseChannel(answer.Operator ?? "", name);
            var decision = answer.Approved ? ConsentDecision.Approve : ConsentDecision.Deny;
            await consents.AnswerAsync(answer.ConsentId, decision, new Operator(answer.Operator ?? "", name), answer.Reason, cancellationToken).ConfigureAwait(false);
        }
        catch (AoException exception)
        {
            LogRefused(exception, name, entry.Consent.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notifier {Notifier} broke off reading answers; it is read again in {Delay}.")]
    private partial void LogReadingBroke(Exception exception, string notifier, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Consent {ConsentId} could not be brought to notifier {Notifier}; it is tried again in {Delay}.")]
    private partial void LogNotDelivered(Exception exception, string consentId, string notifier, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Error, Message = "Notifier {Notifier} refuses consent {ConsentId}; it is not tried again. The request can be answered elsewhere.")]
    private partial void LogGivenUp(Exception exception, string consentId, string notifier);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notifier {Notifier} answered '{ConsentId}', for which it was not asked. The answer is not taken.")]
    private partial void LogNotAskedFor(string notifier, string consentId);

    [LoggerMessage(Level = LogLevel.Information, Message = "An answer through notifier {Notifier} to consent {ConsentId} was not taken.")]
    private partial void LogRefused(Exception exception, string notifier, string consentId);
}
