using Ao.Effects;
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
    UndeliveredQuestions undelivered,
    UndeliveredQuestionDesk desk,
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
            // What was decided while no host could see to it.
            foreach (var left in undelivered.List().Where(left => left.Notifier == name && !projection.IsPending(left.ConsentId)))
            {
                await DecidedAsync(left.ConsentId, cancellationToken).ConfigureAwait(false);
            }

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
        for (var wait = s_firstWait; ; wait = EffectBackoff.Next(wait, s_longestWait))
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
        var isShown = await AskAsync(question, cancellationToken).ConfigureAwait(false);
        await projection.DecidedAsync(consent.Id).WaitAsync(cancellationToken).ConfigureAwait(false);
        await DecidedAsync(consent.Id, cancellationToken).ConfigureAwait(false);
        if (isShown && closing is not null)
        {
            var closure = ClosureOf(projection.Find(consent.Id)!.Consent);
            await DeliverAsync(consent, token => closing.CloseAsync(closure, token), ended: new TaskCompletionSource().Task, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks a question until the channel has taken it or it is decided. One that was given up is asked again when a person says so.</summary>
    /// <returns>Whether the channel may show it.</returns>
    private async Task<bool> AskAsync(ConsentQuestion question, CancellationToken cancellationToken)
    {
        var id = question.ConsentId;
        var decided = projection.DecidedAsync(id);
        var isShown = false;
        if (undelivered.Find(id, name) is { MayHaveArrived: false })
        {
            // The channel may have been mended before this start, and has not shown it.
            await desk.SettleAsync(id, name, by: null, "It is asked again.", cancellationToken).ConfigureAwait(false);
        }

        while (true)
        {
            if (undelivered.Find(id, name) is { } left)
            {
                isShown |= left.MayHaveArrived;
                await Task.WhenAny(undelivered.SeenToAsync(id, name), decided).WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            if (!projection.IsPending(id))
            {
                return isShown;
            }

            var (isTaken, mayHaveArrived) = await DeliverAsync(projection.Find(id)!.Consent, token => channel.AskAsync(question, token), decided, cancellationToken).ConfigureAwait(false);
            isShown |= mayHaveArrived;
            if (isTaken)
            {
                return true;
            }
        }
    }

    private ValueTask DecidedAsync(string consentId, CancellationToken cancellationToken) =>
        desk.SettleAsync(consentId, name, by: null, "The question needs no answer any more.", cancellationToken);

    /// <summary>Gives the channel something, and tries again as long as there is use in it. What it may have taken is not given to it twice.</summary>
    /// <returns>Whether the channel has taken it, and whether it may have.</returns>
    private async Task<(bool IsTaken, bool MayHaveArrived)> DeliverAsync(Consent consent, Func<CancellationToken, ValueTask> deliver, Task ended, CancellationToken cancellationToken)
    {
        for (var wait = s_firstWait; !ended.IsCompleted; wait = EffectBackoff.Next(wait, s_longestWait))
        {
            TimeSpan pause;
            try
            {
                await deliver(cancellationToken).ConfigureAwait(false);
                return (IsTaken: true, MayHaveArrived: true);
            }
            catch (TransientException exception) when (!cancellationToken.IsCancellationRequested)
            {
                pause = EffectBackoff.Pause(wait, exception.RetryAfter);
                LogNotDelivered(exception, consent.Id, name, pause);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // As with every effect: only a clear no says that nothing has happened there.
                var mayHaveArrived = exception is OutcomeUnknownException or PluginException or not AoException;
                LogGivenUp(exception, name, consent.Id, mayHaveArrived ? "may have taken" : "refuses");
                await desk.KeepAsync(consent, name, mayHaveArrived, exception.Message, cancellationToken).ConfigureAwait(false);
                return (IsTaken: false, mayHaveArrived);
            }

            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(Task.Delay(pause, time, waiting.Token), ended).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return (IsTaken: false, MayHaveArrived: false);
    }

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

    [LoggerMessage(Level = LogLevel.Error, Message = "Notifier {Notifier} {What} consent {ConsentId}; it is not tried again by itself. The request can be answered elsewhere.")]
    private partial void LogGivenUp(Exception exception, string notifier, string consentId, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notifier {Notifier} answered '{ConsentId}', for which it was not asked. The answer is not taken.")]
    private partial void LogNotAskedFor(string notifier, string consentId);

    [LoggerMessage(Level = LogLevel.Information, Message = "An answer through notifier {Notifier} to consent {ConsentId} was not taken.")]
    private partial void LogRefused(Exception exception, string notifier, string consentId);
}
