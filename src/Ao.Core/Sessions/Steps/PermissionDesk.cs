using Ao.Agents;
using Ao.Effects;
using Microsoft.Extensions.Logging;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Steps;

/// <summary>Puts what a running agent asks permission for to people, as requests for consent, and brings the answers back.</summary>
/// <remarks>An answer is an effect like any other: a yes is bound to exactly what was asked, expires, is used once, and stands in the audit trail.</remarks>
internal sealed partial class PermissionDesk(SessionContext context, IAgentConnection connection, ILogger logger) : IAsyncDisposable
{
    private readonly Dictionary<string, Asked> _asked = new(StringComparer.Ordinal);
    private readonly List<Task> _withdrawals = [];

    /// <summary>Gets what to wait for.</summary>
    public IEnumerable<Task> Awaited => _asked.Values.Where(static asked => !asked.IsTaken).Select(static asked => asked.Answer);

    /// <summary>Asks what is not asked yet, and takes back what is not asked any more.</summary>
    public void Follow(SessionState state)
    {
        // A tool that cannot be answered from here is answered by a person at its own screen.
        if (connection is not IPermissionResponder responder)
        {
            return;
        }

        foreach (var id in _asked.Keys.Where(id => !state.Permissions.Exists(question => question.Id == id)).ToList())
        {
            _asked.Remove(id, out var settled);
            _withdrawals.RemoveAll(static withdrawal => withdrawal.IsCompletedSuccessfully);
            _withdrawals.Add(settled!.WithdrawAsync(context));
        }

        foreach (var question in state.Permissions.Where(question => question.Run == state.Run!.Id.Number && !_asked.ContainsKey(question.Id)))
        {
            var ending = new CancellationTokenSource();
            var effect = EffectOf(state, question);
            _asked[question.Id] = new Asked(effect.Key, ending, AskAsync(responder, effect, question, ending.Token));
        }
    }

    /// <summary>Writes down an answer that an agent was given, where there is one.</summary>
    /// <returns>Whether there was.</returns>
    public async Task<bool> TakeAsync(SessionState state, CancellationToken cancellationToken)
    {
        if (_asked.Values.FirstOrDefault(static asked => asked is { IsTaken: false, Answer.IsCompleted: true }) is not { } done)
        {
            return false;
        }

        if (await done.Answer.ConfigureAwait(false) is { } answered)
        {
            await context.AppendAsync(state.Id, cancellationToken, answered).ConfigureAwait(false);
        }

        done.IsTaken = true;
        return true;
    }

    /// <summary>Lets go of the questions, which stay open for whoever attends to the run next.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var asked in _asked.Values)
        {
            await asked.EndAsync().ConfigureAwait(false);
        }

        _asked.Clear();
        await Task.WhenAll(_withdrawals).ConfigureAwait(false);
    }

    private Effect EffectOf(SessionState state, PermissionQuestion question)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["agent"] = state.Request.Agent,
            ["tool"] = question.Tool,
            ["what"] = question.Title,
        };
        foreach (var (name, value) in question.Parameters)
        {
            parameters[$"{question.Tool}.{name}"] = value;
        }

        return new Effect
        {
            Key = context.Keys.Of(state.Id, $"permission/{question.Run}-{OperationKeys.Part(question.Id)}"),
            Kind = EffectKind.UseTool,
            Project = state.Request.Project,
            Session = state.Id,
            Title = $"Let {state.Id} use {Printable.Quote(question.Use)}",
            Parameters = parameters,
        };
    }

    private async Task<Facts.PermissionAnswered?> AskAsync(IPermissionResponder responder, Effect effect, PermissionQuestion question, CancellationToken cancellationToken)
    {
        var action = new EffectAction<string>
        {
            ResultType = EffectResultsJson.Default.String,
            MayRepeat = true,
            AsksOnce = true,
            Perform = async () =>
            {
                await responder.AnswerAsync(new PermissionAnswer(question.Id, IsAllowed: true), CancellationToken.None).ConfigureAwait(false);
                return question.Id;
            },
        };
        try
        {
            var outcome = await context.Gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false);
            switch (outcome.Status)
            {
                case EffectStatus.Succeeded:
                    return new Facts.PermissionAnswered(question.Run, question.Id, IsAllowed: true, Reason: null);
                case EffectStatus.Denied:
                    await responder.AnswerAsync(new PermissionAnswer(question.Id, IsAllowed: false, outcome.Reason), cancellationToken).ConfigureAwait(false);
                    return new Facts.PermissionAnswered(question.Run, question.Id, IsAllowed: false, outcome.Reason);
                case EffectStatus.Closed:
                    // The session was stopped: the question ends with it.
                    return null;
                default:
                    // Its process cannot be reached: the question ends with the run.
                    LogNotAnswered(effect.Key, outcome.Reason ?? outcome.Status.ToString());
                    return null;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (AoException exception) when (exception is not Journal.JournalException)
        {
            LogNotAnswered(effect.Key, exception.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The question {Question} of an agent could not be answered: {Problem}")]
    private partial void LogNotAnswered(OperationKey question, string problem);

    /// <summary>A question that people are asked.</summary>
    private sealed record Asked(OperationKey Operation, CancellationTokenSource Ending, Task<Facts.PermissionAnswered?> Answer)
    {
        /// <summary>Gets or sets whether what came of it was written down.</summary>
        public bool IsTaken { get; set; }

        public async Task EndAsync()
        {
            await Ending.CancelAsync().ConfigureAwait(false);
            await ((Task)Answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Ending.Dispose();
        }

        public async Task WithdrawAsync(SessionContext context)
        {
            await EndAsync().ConfigureAwait(false);
            context.Withdrawals.Withdraw(Operation);
        }
    }
}
