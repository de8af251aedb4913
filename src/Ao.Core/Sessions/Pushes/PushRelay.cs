using System.Globalization;
using Ao.Effects;
using Ao.Journal;
using Ao.Plugins;
using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions.Steps;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Pushes;

/// <summary>Takes a session's pushes in from its gate, and publishes those that policy and a person allow.</summary>
internal sealed class PushRelay(SessionContext context, ProposalDetails details)
{
    /// <summary>Tells whether there is a gate to read.</summary>
    public IPushGate? GateOf(SessionState state) =>
        state.Workspace is not null && context.HasProject(state) ? context.Plugins.Find<IPushGate>(Slot.Scm, context.ScmNameOf(state)) : null;

    /// <summary>Gives the push that is to be published next.</summary>
    public SessionPush? NextOf(SessionState state) =>
        context.HasProject(state) && !context.Stops.IsClosed(state.Id) ? PushDecision.NextOf(state, Relays(state)) : null;

    /// <summary>Reads a session's gate and writes down what is new.</summary>
    public async Task ReadAsync(SessionId session, CancellationToken cancellationToken)
    {
        if (context.Sessions.Get(session) is not { Workspace: { } workspace } first || GateOf(first) is not { } gate)
        {
            return;
        }

        var reading = await gate.ReadPushesAsync(workspace, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var state = context.Sessions.Get(session);
            var facts = PushDecision.Take(state, reading, Relays(state));
            if (facts.Count == 0)
            {
                return;
            }

            try
            {
                await context.AppendAsync(state, cancellationToken, facts).ConfigureAwait(false);
                return;
            }
            catch (StreamVersionException)
            {
                // The session has moved on: what is new is decided anew.
            }
        }
    }

    /// <summary>Publishes a push, unless it is superseded while a person thinks.</summary>
    public async Task PublishAsync(SessionState state, SessionPush push, CancellationToken cancellationToken)
    {
        var scm = context.ScmNameOf(state);
        var gate = GateOf(state) ?? throw new AoException($"The scm '{scm}' relays no pushes.");
        var source = context.ProjectOf(state).Source;
        var request = new PublishRequest
        {
            Key = context.Keys.Of(state.Id, string.Create(CultureInfo.InvariantCulture, $"push/{push.Number}")),
            Source = source,
            Session = state.Id,
            Revision = push.Revision!,
            Branch = push.Reference,
            PushTarget = context.Plugins.Find<IForkHost>(Slot.Scm, scm) is { } forks ? await forks.GetPushTargetAsync(source, cancellationToken).ConfigureAwait(false) : source.Location,
        };
        var action = new EffectAction<string>
        {
            ResultType = EffectResultsJson.Default.String,
            Find = async token => await gate.FindPublishedAsync(source, request.PushTarget, request.Branch, token).ConfigureAwait(false) is { } published && published == request.Revision ? published : null,
            Perform = () => gate.PublishAsync(request),
            MayRepeat = OncePerKey.IsPromisedBy(context.Plugins, Slot.Scm, scm),
        };
        var effect = PushEffects.Publish(scm, request, push) with
        {
            Details = await details.OfAsync(state, request.PushTarget, request.Branch, state.Workspace?.BaseBranch ?? "", request.Revision, cancellationToken).ConfigureAwait(false),
        };
        using var moot = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var performing = context.Gate.PerformAsync(effect, action, moot.Token).AsTask();
        var changing = context.Sessions.WaitAsync(state.Id, current => NextOf(current)?.Number != push.Number, moot.Token);
        await Task.WhenAny(performing, changing).ConfigureAwait(false);
        var isMoot = !performing.IsCompleted && !cancellationToken.IsCancellationRequested;
        await moot.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(performing, changing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (isMoot && !performing.IsCompletedSuccessfully)
        {
            context.Withdrawals.Withdraw(request.Key);
            return;
        }

        await SettleAsync(state.Id, push, await performing.ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private async Task SettleAsync(SessionId session, SessionPush push, EffectOutcome<string> outcome, CancellationToken cancellationToken)
    {
        if (outcome.Status == EffectStatus.Closed || (outcome.Value is null && context.Stops.IsClosed(session)))
        {
            // The session was stopped: the push waits for its restore.
            return;
        }

        if (outcome.IsTransient)
        {
            throw outcome.Transient("The push target could not be reached.");
        }

        var become = outcome.Status switch
        {
            EffectStatus.Succeeded => PushState.Published,
            EffectStatus.Unknown => PushState.Unknown,
            _ => PushState.Refused,
        };
        await context.AppendAsync(session, cancellationToken, new Facts.PushSettled(push.Number, become, outcome.Reason)).ConfigureAwait(false);
    }

    // What goes to the branch of a pull request is for the one who owns it.
    private bool Relays(SessionState state) => state.PullRequest?.State != ProposalState.TakenOver && context.HasProject(state) && context.ProjectOf(state).Options.PullRequests.RelayPushes;
}
