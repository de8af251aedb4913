using System.Collections.Concurrent;
using Ao.Agents;

namespace Ao.Plugins.OpenCode;

/// <summary>Makes signals of the entries of the log, and knows where the conversation stands.</summary>
/// <remarks>It is fed from the log's beginning, also by a host that was started again, so it always comes to the same.</remarks>
/// <param name="title">The title of the conversation that this run starts.</param>
/// <param name="run">What the run was launched with.</param>
internal sealed class TurnReader(string title, OpenCodeRun run)
{
    private const int MostRemembered = 10_000;
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);
    private readonly List<string> _questions = [];
    private bool _isTold;
    private bool _isBusy;
    private bool _isLimited;
    private string? _lastWords;
    private (string Name, string Message, long Status, string? Provider)? _error;
    private (long Status, DateTimeOffset? Until) _refused;

    /// <summary>Gets the conversation, as soon as it is known.</summary>
    public string? Conversation { get; private set; }

    /// <summary>Gets whether OpenCode goes on asking a provider that refuses, and the turn is to be ended.</summary>
    public bool IsRetrying => _isBusy && _isLimited;

    /// <summary>Tells whether a message has arrived in the conversation.</summary>
    public bool WasTold(string mark) => _told.ContainsKey(mark);

    /// <summary>Understands an entry.</summary>
    /// <returns>The signals, whose cursors are all inside the entry and different, so that reading can resume between them.</returns>
    public IReadOnlyList<AgentSignal> Read(JsonLine line)
    {
        var entry = new EventEntry(line.Object);
        List<AgentSignal> signals = [.. Understand(entry)];
        for (var index = 0; index < signals.Count; index++)
        {
            signals[index] = signals[index] with { Cursor = line.End - (signals.Count - 1 - index), At = entry.At, Source = SignalSource.Hook };
        }

        return signals;
    }

    private IEnumerable<AgentSignal> Understand(EventEntry entry) => entry.Type switch
    {
        "started" when Conversation is null && run.Conversation is { } resumed => Begin(resumed),
        "created" when Conversation is null && entry.Session is { } created && entry.Name("title") == title => Begin(created),
        "failed" => Fail(entry.Text("message")),
        "usage" => [Usage(entry)],
        "asked" when entry.Name("id") is { } question => Ask(question, entry),
        "replied" when entry.Name("id") is { } question && _questions.Remove(question) => [new PermissionSettled { Cursor = 0, QuestionId = question }, Active(null)],
        "refused" => Refuse(entry),
        _ when Conversation is null || entry.Session != Conversation => [],
        "told" when entry.Name("message") is { } mark => Tell(mark),
        "said" => Say(entry.Text("text")),
        "tool" => _isBusy ? [Active($"{entry.Name("tool")}: {entry.Text("title", 400)}")] : [],
        "error" => Err(entry),
        "status" => Change(entry),
        _ => [],
    };

    private static ActivityChanged Active(string? detail) => new() { Cursor = 0, Activity = AgentActivity.Active, Detail = detail };

    private static UsageReported Usage(EventEntry entry) => new()
    {
        Cursor = 0,
        Model = entry.Name("model"),
        InputTokens = entry.Count("input") + entry.Count("read") + entry.Count("write"),
        CachedTokens = entry.Count("read"),
        OutputTokens = entry.Count("output") + entry.Count("reasoning"),
        ReasoningTokens = entry.Count("reasoning"),
    };

    private IEnumerable<AgentSignal> Begin(string conversation)
    {
        Conversation = conversation;
        yield return new ConversationStarted { Cursor = 0, ConversationId = conversation };
        if (!run.HasPrompt)
        {
            yield return new ActivityChanged { Cursor = 0, Activity = AgentActivity.Ready };
        }
    }

    private static IEnumerable<AgentSignal> Fail(string? message)
    {
        yield return new ActivityChanged { Cursor = 0, Activity = AgentActivity.Blocked, Detail = message };
        yield return new TurnEnded { Cursor = 0, Outcome = TurnOutcome.Failed, Detail = message };
    }

    private IEnumerable<AgentSignal> Tell(string mark)
    {
        _isTold = true;
        if (_told.Count < MostRemembered && _told.TryAdd(mark, true) && mark != OpenCodeConnection.PromptMark)
        {
            yield return new MessageAcknowledged { Cursor = 0, MessageId = mark };
        }
    }

    private IEnumerable<AgentSignal> Say(string? text)
    {
        _lastWords = text is { Length: > 0 } ? text : _lastWords;
        return [];
    }

    private IEnumerable<AgentSignal> Refuse(EventEntry entry)
    {
        _refused = (entry.Count("status"), entry.RetryAfter());
        return [];
    }

    private IEnumerable<AgentSignal> Ask(string question, EventEntry entry)
    {
        _questions.Add(question);
        var tool = entry.Name("tool") ?? "";
        var parameters = entry.Parameters();
        var asked = parameters.GetValueOrDefault("command") ?? parameters.GetValueOrDefault("filepath") ?? entry.Text("title", 1000);
        yield return new PermissionAsked { Cursor = 0, QuestionId = question, Tool = tool, Title = asked is { Length: > 0 } ? asked : tool, Parameters = parameters };
        yield return new ActivityChanged { Cursor = 0, Activity = AgentActivity.WaitingForInput, Detail = asked };
    }

    private IEnumerable<AgentSignal> Err(EventEntry entry)
    {
        var isAbort = entry.Name("name") == "MessageAbortedError";
        _error = isAbort && _error is not null ? _error : (entry.Name("name") ?? "", entry.Text("message", 4000) ?? "", entry.Count("status"), entry.Name("provider"));
        _refused.Until = entry.RetryAfter() ?? _refused.Until;

        // What fails before the model is asked makes nobody busy.
        return _isBusy || !_isTold || isAbort ? [] : EndTurn();
    }

    private IEnumerable<AgentSignal> Change(EventEntry entry)
    {
        switch (entry.Name("status"))
        {
            case "busy" when !_isBusy:
                (_isBusy, _isLimited, _lastWords, _error) = (true, false, null, null);
                return [Active(null)];
            case "retry" when _isBusy && !_isLimited && (entry.Count("attempt") > 1 || _refused.Status is 401 or 402 or 403 or 429):
                _isLimited = true;
                return [Limited(_refused.Status, entry.Text("message", 4000))];
            case "idle" when _isBusy:
                return EndTurn();
            default:
                return [];
        }
    }

    private IEnumerable<AgentSignal> EndTurn()
    {
        var signals = new List<AgentSignal>(_questions.Select(static question => new PermissionSettled { Cursor = 0, QuestionId = question }));
        var error = _error;
        if (!_isLimited && error is { } refused && (Refusal.IsLimit(refused.Status) || refused.Name == "ProviderAuthError"))
        {
            _isLimited = true;
            signals.Add(Limited(refused.Name == "ProviderAuthError" ? 401 : refused.Status, refused.Message));
        }

        var outcome = _isLimited ? TurnOutcome.Limited
            : error is null ? TurnOutcome.Completed
            : error.Value.Name == "MessageAbortedError" ? TurnOutcome.Interrupted
            : TurnOutcome.Failed;
        signals.Add(new TurnEnded { Cursor = 0, Outcome = outcome, Detail = outcome is TurnOutcome.Failed or TurnOutcome.Limited && error is { Message.Length: > 0 } failed ? failed.Message : _lastWords });
        _questions.Clear();
        (_isBusy, _isTold, _isLimited, _refused) = (false, false, false, default);
        return signals;
    }

    private ProviderLimited Limited(long status, string? message)
    {
        var kind = Refusal.KindOf(status, message);
        var remedy = kind == ProviderLimitKind.SignInExpired ? " Sign in again: opencode auth login" : "";
        return new ProviderLimited { Cursor = 0, Kind = kind, ResetsAt = _refused.Until, Detail = message + remedy };
    }
}
