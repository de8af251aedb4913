using System.Text.Json;
using Ao.Agents;
using Ao.Plugins.Codex.Reading;
using Ao.Plugins.Codex.Setup;
using Ao.Runtimes;

namespace Ao.Plugins.Codex.Structured;

/// <summary>Understands what the app-server says. It reads a run's output from its beginning, and so knows what hosts before this one have done.</summary>
internal sealed class AppServerReader(RunId run, RunRecord record)
{
    /// <summary>How many steps and questions of a turn are kept, whatever Codex says.</summary>
    private const int MostKept = 32;

    private const int MostMessages = 10_000;
    private readonly UsageMeter _usage = new(isNew: record.Conversation is null);
    private readonly ProviderTrouble _trouble = new();
    private readonly Dictionary<string, JsonElement> _items = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, OpenQuestion> _questions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private string _lastWords = "";
    private bool _hasTurned;

    /// <summary>Gets the id that the run's prompt is sent under.</summary>
    public string PromptId { get; } = record.MessageId ?? $"prompt-{run}";

    public string? Thread { get; private set; }

    public string? Turn { get; private set; }

    /// <summary>Tells whether a message has reached Codex, in this host's life or an earlier one's.</summary>
    public bool HasTaken(string messageId)
    {
        lock (_lock)
        {
            return _taken.Contains(messageId);
        }
    }

    public OpenQuestion? FindQuestion(string questionId)
    {
        lock (_lock)
        {
            return _questions.Values.FirstOrDefault(question => question.QuestionId == questionId);
        }
    }

    /// <summary>Takes in a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="taken">Takes the message that the line is, when it is understood.</param>
    /// <returns>Its signals, with cursors that end at the line's.</returns>
    public IEnumerable<AgentSignal> Read(JsonLine line, Action<JsonRpcMessage> taken)
    {
        lock (_lock)
        {
            try
            {
                if (JsonRpcMessage.Read(line.End, line.Object) is not { } message)
                {
                    return [];
                }

                List<AgentSignal> signals = [.. Understand(message)];
                taken(message);
                return signals.EndingAt(line.End);
            }
            catch (InvalidOperationException)
            {
                return [NotText.At(line.End)];
            }
        }
    }

    /// <summary>Gives what is left to tell when the process has ended.</summary>
    public UsageReported? End()
    {
        lock (_lock)
        {
            return _usage.Tell();
        }
    }

    private IEnumerable<AgentSignal> Understand(JsonRpcMessage message)
    {
        if (message.Method is not { } method)
        {
            return JsonRpcConnection.PurposeOf(message) is { } purpose ? ReadAnswer(purpose, message) : [];
        }

        // Codex makes conversations beside the session's own, for titles and for helpers of the agent.
        if (Thread is not null && message.Content.Text("threadId") is { } thread && thread != Thread)
        {
            return [];
        }

        return message.Id is { } id ? (OpenQuestion.IsQuestion(method) ? Ask(method, id, message.Content) : []) : ReadNotification(method, message.Content);
    }

    private IEnumerable<AgentSignal> ReadAnswer(string purpose, JsonRpcMessage message)
    {
        var refusal = message.Error?.Text("message");
        if (purpose == Purpose.Thread && Thread is null)
        {
            return message.Error is null ? Begin(message.Content) : [Active(AgentActivity.Blocked, $"Codex could not take up the conversation: {refusal}")];
        }

        if (Purpose.MessageOf(purpose) is { } id)
        {
            if (message.Error is null)
            {
                Note(id);
                Turn ??= message.Content.Part("turn")?.Text("id");
            }
            else if (id == PromptId)
            {
                Note(id);
                return [new TurnEnded { Cursor = 0, Outcome = TurnOutcome.Failed, Detail = refusal }];
            }
        }

        return [];
    }

    private IEnumerable<AgentSignal> Begin(JsonElement result)
    {
        if (result.Part("thread")?.Text("id", 100) is not { } id || !ConversationName.IsValid(id))
        {
            yield return Active(AgentActivity.Blocked, "Codex began a conversation without a name that can be understood.");
            yield break;
        }

        Thread = id;
        _usage.Model = result.Text("model", Excerpt.LongestTitle);
        yield return new ConversationStarted { Cursor = 0, ConversationId = id };
        if (!record.HasPrompt)
        {
            yield return Active(AgentActivity.Ready, null);
        }
    }

    private IEnumerable<AgentSignal> ReadNotification(string method, JsonElement content) => method switch
    {
        "turn/started" => StartTurn(content),
        "turn/completed" => EndTurn(content),
        "item/started" => StartItem(content.Part("item")),
        "item/completed" => EndItem(content.Part("item")),
        "thread/tokenUsage/updated" => Count(content),
        "account/rateLimits/updated" => Limits(content),
        "serverRequest/resolved" => Settle(content.Part("requestId")?.GetRawText()),
        _ => [],
    };

    private IEnumerable<AgentSignal> StartTurn(JsonElement content)
    {
        Turn = content.Part("turn")?.Text("id", 100);
        _hasTurned = true;
        _lastWords = "";
        yield return Active(AgentActivity.Active, null);
    }

    private IEnumerable<AgentSignal> StartItem(JsonElement? started)
    {
        if (started is not { } item)
        {
            yield break;
        }

        switch (item.Text("type"))
        {
            case "userMessage" when item.Text("clientId") is { } id:
                Note(id);
                if (id != PromptId || record.MessageId is not null)
                {
                    yield return new TurnStarted { Cursor = 0, MessageId = id };
                }

                break;
            case "commandExecution":
                yield return Active(AgentActivity.Active, item.Text("command", Excerpt.LongestTitle));
                break;
            case "mcpToolCall":
                yield return Active(AgentActivity.Active, $"{item.Text("server", 100)}.{item.Text("tool", 100)}");
                break;
            case "fileChange":
                if (_items.Count < MostKept)
                {
                    _items[item.Text("id", 200) ?? ""] = item;
                }

                yield return Active(AgentActivity.Active, "edits files");
                break;
        }
    }

    private IEnumerable<AgentSignal> EndItem(JsonElement? ended)
    {
        if (ended is { } item)
        {
            _items.Remove(item.Text("id", 200) ?? "");
            _lastWords = item.Text("type") == "agentMessage" && item.Text("text") is { Length: > 0 } words ? words : _lastWords;
        }

        return [];
    }

    private IEnumerable<AgentSignal> Count(JsonElement content)
    {
        if (content.Part("tokenUsage") is { } usage && usage.Part("total") is { } total)
        {
            _usage.Take(total, usage.Part("last"), isBefore: !_hasTurned);
        }

        return [];
    }

    private IEnumerable<AgentSignal> Limits(JsonElement content)
    {
        if (content.Part("rateLimits") is { } limits)
        {
            _trouble.TakeLimits(limits);
        }

        return [];
    }

    private IEnumerable<AgentSignal> EndTurn(JsonElement content)
    {
        var turn = content.Part("turn");
        var error = turn?.Part("error");
        Turn = null;
        _items.Clear();
        foreach (var question in _questions.Values.ToList())
        {
            _questions.Remove(question.RequestId);
            yield return new PermissionSettled { Cursor = 0, QuestionId = question.QuestionId };
        }

        if (_usage.Tell() is { } used)
        {
            yield return used;
        }

        var limited = error is { } trouble ? _trouble.Read(trouble) : null;
        if (limited is not null)
        {
            yield return limited;
        }

        var outcome = turn?.Text("status") switch
        {
            "completed" => TurnOutcome.Completed,
            "interrupted" => TurnOutcome.Interrupted,
            _ => limited is null ? TurnOutcome.Failed : TurnOutcome.Limited,
        };
        yield return new TurnEnded { Cursor = 0, Outcome = outcome, Detail = error?.Text("message") ?? _lastWords };
    }

    private IEnumerable<AgentSignal> Ask(string method, string id, JsonElement content)
    {
        var question = new OpenQuestion($"codex-{run.Number}-{id.Trim('"')}", id, method, content);
        if (question.QuestionId.Length > 200 || _questions.Count == MostKept || !_questions.TryAdd(id, question))
        {
            yield break;
        }

        var asked = QuestionText.Read(question, _items.TryGetValue(content.Text("itemId", 200) ?? "", out var item) ? item : null);
        yield return asked;
        yield return Active(AgentActivity.WaitingForInput, asked.Title);
    }

    private IEnumerable<AgentSignal> Settle(string? id)
    {
        if (id is not null && _questions.Remove(id, out var question))
        {
            yield return new PermissionSettled { Cursor = 0, QuestionId = question.QuestionId };
            if (Turn is not null)
            {
                yield return Active(AgentActivity.Active, null);
            }
        }
    }

    private void Note(string messageId)
    {
        if (_taken.Count < MostMessages)
        {
            _taken.Add(messageId);
        }
    }

    private static ActivityChanged Active(AgentActivity activity, string? detail) => new() { Cursor = 0, Activity = activity, Detail = detail };
}
