using Ao.Agents;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Steps;

/// <summary>Gives a running agent its messages, one at a time: when it can take one, and its provider lets it begin a turn.</summary>
internal sealed class MessageDesk(SessionContext context, AgentCapabilities capabilities, IAgentConnection connection) : IAsyncDisposable
{
    /// <summary>How long a run that has not taken a message is left alone before it is offered again.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _offering = new();
    private MessageOffer? _offer;
    private Task? _entering;
    private Task? _pause;
    private bool _turnHasEnded;

    /// <summary>Gets what to wait for.</summary>
    public IEnumerable<Task> Awaited => new[] { _offer?.Delivery, _entering, _pause }.OfType<Task>();

    /// <summary>Gets the message that is on its way.</summary>
    public string? OfferedId => _offer?.Message.Id;

    /// <summary>Offers the next message, where there is one and the agent can take it.</summary>
    /// <returns><see langword="false"/> when the run takes no messages and has nothing else to do, so that its next run can be given the message.</returns>
    public bool Follow(SessionState state)
    {
        if (_pause is { IsCompleted: true })
        {
            _pause = null;
        }

        if (_offer is null && _entering is null && state.TurnIsOver && (state.NextMessage is null || !IsBetweenTurns(state)))
        {
            // Let in for a message that is not to be given now: others may begin in its place.
            context.Providers.Leave(state.Id);
        }

        if (state.NextMessage is not { } message || _offer is not null || state.Pause is not null)
        {
            return true;
        }

        if (!capabilities.TakesMessagesWhileRunning || _pause is not null)
        {
            return !state.Run!.Claimed;
        }

        if (!capabilities.TakesTurns)
        {
            _offer = MessageOffer.Make(connection, message, _offering.Token);
        }
        else if (IsBetweenTurns(state) && !context.Budgets.LacksReservation(state) && HasEntered(state))
        {
            _turnHasEnded = false;
            _offer = MessageOffer.Make(connection, message, _offering.Token);
        }

        return true;
    }

    /// <summary>Takes note that a turn has ended.</summary>
    public void TurnEnded() => _turnHasEnded = true;

    /// <summary>Writes down what became of the message that was on its way, where that is known.</summary>
    /// <returns>Whether it was.</returns>
    public async Task<bool> TakeAsync(SessionState state, CancellationToken cancellationToken)
    {
        if (_entering is { IsCompleted: true } entering)
        {
            // The message is offered at the next look.
            _entering = null;
            await entering.ConfigureAwait(false);
            return true;
        }

        if (_offer is not { Delivery.IsCompleted: true } offer)
        {
            return false;
        }

        // The offer is left in place until its facts are written, so that nothing is passed over when an append has to be repeated.
        await TakeAsync(state, offer.Message, await offer.Delivery.ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        _offer = null;
        return true;
    }

    /// <summary>Tells what an agent's word about a message is worth: nothing, where it was never given the message.</summary>
    public IReadOnlyList<object> MovesOf(SessionState state, string id, MessageStage stage) => state.Messages.Find(message => message.Id == id) switch
    {
        { Stage: MessageStage.Persisted } when OfferedId == id => MovesTo(stage, id),
        { Stage: >= MessageStage.Submitted } given when given.Stage < stage => [new Facts.MessageMoved(id, stage, null)],
        _ => [],
    };

    /// <summary>Breaks a delivery off. The message stays with the host.</summary>
    public async Task BreakOffAsync()
    {
        await _offering.CancelAsync().ConfigureAwait(false);
        if (_offer is not null)
        {
            await ((Task)_offer.Delivery).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await BreakOffAsync().ConfigureAwait(false);
        if (_entering is not null)
        {
            await _entering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _offering.Dispose();
    }

    private static bool IsBetweenTurns(SessionState state) =>
        state.TurnIsOver && state.ActivityAt is not null && state.Permissions.IsEmpty && !state.HandsOver && !state.InterruptRequested;

    private bool HasEntered(SessionState state)
    {
        if (_entering is not null)
        {
            return false;
        }

        if (context.Providers.TryEnter(capabilities.Provider, state.Id))
        {
            return true;
        }

        _entering = context.Providers.EnterAsync(capabilities.Provider!, state.Id, _offering.Token);
        return false;
    }

    /// <summary>Writes down how far a message got. One that was not taken waits for its next chance, which may be the next run.</summary>
    private async Task TakeAsync(SessionState state, MessageReceipt message, MessageDelivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.Stage is > MessageStage.Persisted and < MessageStage.Failed)
        {
            var facts = MovesTo(delivery.Stage, message.Id);
            if (capabilities.TakesTurns && !_turnHasEnded && state.TurnIsOver)
            {
                // First, so that nobody sees an agent that was told something and is at rest.
                facts = [new Facts.ActivityChanged(state.Run!.Id.Number, Cursor: 0, AgentActivity.Active, Detail: null), .. facts];
            }

            await context.AppendAsync(state.Id, cancellationToken, facts).ConfigureAwait(false);
            return;
        }

        if (message.Reason != delivery.Reason)
        {
            await context.AppendAsync(state.Id, cancellationToken, new Facts.MessageMoved(message.Id, MessageStage.Failed, delivery.Reason)).ConfigureAwait(false);
        }

        if (capabilities.TakesTurns)
        {
            context.Providers.Leave(state.Id);
        }

        _pause = Task.Delay(s_pause, context.Time, _offering.Token);
    }

    /// <summary>Gives the stages that a message passes from the journal to a stage: what is understood was submitted before.</summary>
    private static IReadOnlyList<object> MovesTo(MessageStage stage, string id) => stage == MessageStage.Submitted
        ? [new Facts.MessageMoved(id, stage, null)]
        : [new Facts.MessageMoved(id, MessageStage.Submitted, null), new Facts.MessageMoved(id, stage, null)];
}
