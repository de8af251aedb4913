using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Ao.Agents;
using Ao.JsonRpc;

namespace Ao.Acp;

/// <summary>Makes signals of what an agent writes, and knows where the conversation stands.</summary>
/// <remarks>It is fed from the beginning of the output, also by a host that was started again, so it always comes to the same.</remarks>
/// <param name="run">What the run was launched with.</param>
/// <param name="steps">What hosts have asked of the agent.</param>
internal sealed class AcpTurns(AcpRun run, AcpSteps steps)
{
    private readonly ConcurrentDictionary<string, AcpQuestion> _questions = new(StringComparer.Ordinal);
    private readonly AcpWords _words = new();
    private volatile int _turn;
    private bool _isActive;
    private string? _title;

    /// <summary>Gets what the agent can do, or <see langword="null"/> where it refused to begin.</summary>
    public TaskCompletionSource<JsonElement?> Initialized { get; } = NewSource<JsonElement?>();

    /// <summary>Gets whether the agent let the user sign in.</summary>
    public TaskCompletionSource<bool> Authenticated { get; } = NewSource<bool>();

    /// <summary>Gets the conversation, or <see langword="null"/> where there is none.</summary>
    public TaskCompletionSource<string?> Conversation { get; } = NewSource<string?>();

    /// <summary>Gets whether the agent took the mode.</summary>
    public TaskCompletionSource<bool> ModeSet { get; } = NewSource<bool>();

    /// <summary>Gets the number of the turn that goes on, or comes next, from 0.</summary>
    public int Turn => _turn;

    /// <summary>Gets the questions that are open.</summary>
    public IReadOnlyDictionary<string, AcpQuestion> Questions => _questions;

    /// <summary>Understands a message.</summary>
    /// <returns>The signals, whose cursors are all inside the message and different, so that reading can resume between them.</returns>
    public List<AgentSignal> Read(JsonRpcMessage message)
    {
        List<AgentSignal> signals = [.. Understand(message)];
        for (var index = 0; index < signals.Count; index++)
        {
            signals[index] = signals[index] with { Cursor = message.End - (signals.Count - 1 - index) };
        }

        return signals;
    }

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private IEnumerable<AgentSignal> Understand(JsonRpcMessage message) => (message.Method, JsonRpcConnection.PurposeOf(message)) switch
    {
        ("session/update", _) when message.Content.Part("update") is { } update && HasTurn => Update(update),
        ("session/request_permission", _) when message.Id is { } id => [.. Begin(), .. Ask(id, message)],
        (null, AcpStep.Initialize) => Settle(Initialized, message, message.Content, null),
        (null, AcpStep.Authenticate) => Settle(Authenticated, message, true, false),
        (null, AcpStep.Session) => StartSession(message),
        (null, AcpStep.SetMode) => Settle(ModeSet, message, true, false),
        (null, AcpStep.Prompt) => [.. Begin(), .. EndTurn(message)],
        _ => [],
    };

    /// <summary>Whether there is a turn that updates could belong to. A conversation that is loaded is told again before.</summary>
    private bool HasTurn => Conversation.Task.IsCompleted && steps.PromptOf(_turn) is not null;

    private IEnumerable<AgentSignal> StartSession(JsonRpcMessage message)
    {
        var id = message.Content.Text("sessionId", 1000) ?? run.Conversation;
        foreach (var signal in Settle(Conversation, message, id, null))
        {
            yield return signal;
        }

        if (message.Error is null && id is not null)
        {
            yield return new ConversationStarted { Cursor = 0, ConversationId = id };
            if (!run.HasPrompt)
            {
                yield return new ActivityChanged { Cursor = 0, Activity = AgentActivity.Ready };
            }
        }
    }

    /// <summary>Takes the answer to a step of the beginning. Where it is an error there is nothing to go on with.</summary>
    private static List<AgentSignal> Settle<T>(TaskCompletionSource<T> source, JsonRpcMessage message, T good, T bad)
    {
        if (!source.TrySetResult(message.Error is null ? good : bad) || message.Error is not { } error)
        {
            return [];
        }

        var text = JsonFields.Cut(error.Text("message") ?? error.GetRawText(), 4000);
        var signals = new List<AgentSignal>();
        if (AcpRefusal.KindOf(error, text) is { } kind)
        {
            signals.Add(new ProviderLimited { Cursor = 0, Kind = kind, Detail = text });
        }

        signals.Add(new ActivityChanged { Cursor = 0, Activity = AgentActivity.Blocked, Detail = text });
        signals.Add(new TurnEnded { Cursor = 0, Outcome = signals.Count > 1 ? TurnOutcome.Limited : TurnOutcome.Failed, Detail = text });
        return signals;
    }

    private IEnumerable<AgentSignal> Begin()
    {
        if (_isActive)
        {
            yield break;
        }

        _isActive = true;
        _words.Clear();
        _title = null;
        yield return new ActivityChanged { Cursor = 0, Activity = AgentActivity.Active };
        if (steps.PromptOf(_turn)?.Id is { } id)
        {
            yield return new TurnStarted { Cursor = 0, MessageId = id };
        }
    }

    private IEnumerable<AgentSignal> Update(JsonElement update)
    {
        var kind = update.Text("sessionUpdate", 100);
        if (kind is not ("agent_message_chunk" or "agent_thought_chunk" or "tool_call" or "tool_call_update" or "plan"))
        {
            return [];
        }

        var signals = new List<AgentSignal>(Begin());
        if (kind == "agent_message_chunk" && update.Part("content") is { } content)
        {
            _words.Add(update.Text("messageId", 200), content.Text("text"));
        }
        else if (kind is "tool_call" or "tool_call_update")
        {
            // An agent may tell more of a call while it waits for the answer: only a call that has come to its end was answered.
            if (update.Text("status", 50) is "completed" or "failed")
            {
                signals.AddRange(SettleOf(update.Text("toolCallId", 200)));
            }

            if (update.Text("title", 400) is { Length: > 0 } title && title != _title)
            {
                _title = title;
                signals.Add(new ActivityChanged { Cursor = 0, Activity = AgentActivity.Active, Detail = title });
            }
        }

        return signals;
    }

    private AgentSignal[] Ask(string requestId, JsonRpcMessage message)
    {
        // Agents count their requests anew in each process, so the turn makes no id unique, but the position does.
        var questionId = string.Create(CultureInfo.InvariantCulture, $"{message.End}");
        var question = AcpQuestion.Of(requestId, message.Content, message.End);
        _questions[questionId] = question;
        if (question.AnswerBy(run) is not null)
        {
            return [];
        }

        var asked = AcpQuestion.Ask(questionId, message.Content, 0);
        return [asked, new ActivityChanged { Cursor = 0, Activity = AgentActivity.WaitingForInput, Detail = asked.Title }];
    }

    /// <summary>Settles the question about a tool call that has ended: the answer itself is not seen in the output.</summary>
    private IEnumerable<AgentSignal> SettleOf(string? toolCall) =>
        _questions.Where(question => toolCall is not null && question.Value.ToolCall == toolCall).ToList().SelectMany(question => Close(question.Key));

    private List<AgentSignal> Close(string questionId)
    {
        _questions.TryRemove(questionId, out var question);
        return question?.AnswerBy(run) is null ? [new PermissionSettled { Cursor = 0, QuestionId = questionId }] : [];
    }

    private List<AgentSignal> EndTurn(JsonRpcMessage message)
    {
        List<AgentSignal> signals = [.. _questions.Keys.SelectMany(Close)];
        if (AcpUsage.Of(message.Content) is { } usage)
        {
            signals.Add(usage);
        }

        var reason = message.Content.Text("stopReason", 100);
        if (message.Error is { } error)
        {
            var text = JsonFields.Cut(error.Text("message") ?? error.GetRawText(), 4000);
            var kind = AcpRefusal.KindOf(error, text);
            if (kind is not null)
            {
                signals.Add(new ProviderLimited { Cursor = 0, Kind = kind.Value, Detail = text });
            }

            signals.Add(new TurnEnded { Cursor = 0, Outcome = kind is null ? TurnOutcome.Failed : TurnOutcome.Limited, Detail = text });
        }
        else
        {
            // There are agents that call a cancelled turn one that ended well.
            var outcome = reason == "cancelled" || steps.IsCancelled(_turn) ? TurnOutcome.Interrupted : reason == "end_turn" ? TurnOutcome.Completed : TurnOutcome.Failed;
            signals.Add(new TurnEnded { Cursor = 0, Outcome = outcome, Detail = outcome == TurnOutcome.Failed ? $"The agent stopped: {reason ?? "no reason given"}" : _words.Text });
        }

        _isActive = false;
        _turn++;
        return signals;
    }
}
