using System.Text.Json;
using Ao.Agents;
using Ao.Plugins.Codex.Reading;
using Ao.Plugins.Codex.Setup;
using Ao.Runtimes;

namespace Ao.Plugins.Codex.Interactive;

/// <summary>Understands the log of a conversation, and what Codex tells its hooks. Both are read from their beginnings.</summary>
internal sealed class TerminalReader(RunId run, RunRecord record, TypedTexts typed)
{
    /// <summary>How many questions are kept open, and how many ended turns are known, whatever Codex says.</summary>
    private const int MostQuestions = 32;

    private const int MostTurns = 10_000;
    private readonly UsageMeter _usage = new(isNew: record.Conversation is null);
    private readonly ProviderTrouble _trouble = new();
    private readonly HashSet<string> _endedTurns = new(StringComparer.Ordinal);
    private readonly List<ScreenQuestion> _questions = [];
    private readonly Lock _lock = new();
    private string _lastWords = "";
    private int _asked;

    /// <summary>Gets the turn that is under way.</summary>
    public string? Turn { get; private set; }

    public ScreenQuestion? FindQuestion(string questionId)
    {
        lock (_lock)
        {
            return _questions.Find(question => question.QuestionId == questionId);
        }
    }

    /// <summary>Gets how many questions are open.</summary>
    public int OpenQuestions
    {
        get
        {
            lock (_lock)
            {
                return _questions.Count;
            }
        }
    }

    /// <summary>Takes in a line of the conversation's log.</summary>
    public IReadOnlyList<AgentSignal> ReadLog(JsonLine line) => Locked(line, UnderstandLine);

    /// <summary>Takes in what a hook was told.</summary>
    public IReadOnlyList<AgentSignal> ReadHook(JsonLine line) =>
        Locked(line, told => UnderstandHook(told.Object).Select(static signal => signal with { Source = SignalSource.Hook }));

    /// <summary>Gives what is left to tell when the process has ended.</summary>
    public UsageReported? End()
    {
        lock (_lock)
        {
            return _usage.Tell();
        }
    }

    private IReadOnlyList<AgentSignal> Locked(JsonLine line, Func<JsonLine, IEnumerable<AgentSignal>> understand)
    {
        lock (_lock)
        {
            try
            {
                return [.. understand(line)];
            }
            catch (InvalidOperationException)
            {
                return [NotText.At(line.End)];
            }
        }
    }

    private IEnumerable<AgentSignal> UnderstandLine(JsonLine line)
    {
        if (line.Object.Part("payload") is not { } content)
        {
            return [];
        }

        if (line.End <= record.LogStart)
        {
            // What an earlier run did. How much it used is where this one's use begins.
            CountBefore(content);
            return [];
        }

        var at = line.Object.Part("timestamp") is { ValueKind: JsonValueKind.String } time && time.TryGetDateTimeOffset(out var told) ? told : (DateTimeOffset?)null;
        return Understand(line.Object.Text("type"), content).Select(signal => signal with { At = at, Source = SignalSource.Log });
    }

    private void CountBefore(JsonElement content)
    {
        if (content.Text("type", 100) == "token_count" && content.Part("info")?.Part("total_token_usage") is { } total)
        {
            _usage.Take(total, last: null, isBefore: true);
        }
    }

    private IEnumerable<AgentSignal> Understand(string? type, JsonElement content) => (type, content.Text("type", 100)) switch
    {
        ("turn_context", _) => Note(content),
        ("event_msg", "task_started") => StartTurn(content),
        ("event_msg", "task_complete") => EndTurn(content, content.Part("error") is null ? TurnOutcome.Completed : TurnOutcome.Failed),
        ("event_msg", "turn_aborted") => EndTurn(content, TurnOutcome.Interrupted),
        ("event_msg", "token_count") => Count(content),
        ("event_msg", "item_completed") => content.Part("item") is { } item ? EndItem(item) : [],
        ("response_item", "function_call" or "custom_tool_call") => [Active(ToolWords(content))],
        _ => [],
    };

    private IEnumerable<AgentSignal> Note(JsonElement content)
    {
        _usage.Model = content.Text("model", Excerpt.LongestTitle) ?? _usage.Model;
        return [];
    }

    private IEnumerable<AgentSignal> StartTurn(JsonElement content)
    {
        Turn = content.Text("turn_id", 100) ?? "";
        _lastWords = "";
        yield return Active(null);
    }

    private IEnumerable<AgentSignal> EndItem(JsonElement item)
    {
        var words = string.Concat(item.Items("content").Select(static part => part.Text("text", int.MaxValue)));
        switch (item.Text("type", 100))
        {
            case "UserMessage" when typed.See(words) is { MessageId: { } id }:
                yield return new TurnStarted { Cursor = 0, MessageId = id };
                break;
            case "AgentMessage" when words.Length > 0:
                _lastWords = JsonFields.Cut(words, JsonFields.LongestText);
                break;
        }
    }

    private IEnumerable<AgentSignal> Count(JsonElement content)
    {
        if (content.Part("info") is { } info && info.Part("total_token_usage") is { } total)
        {
            _usage.Take(total, info.Part("last_token_usage"), isBefore: false);
        }

        if (content.Part("rate_limits") is { } limits)
        {
            _trouble.TakeLimits(limits);
        }

        return [];
    }

    private IEnumerable<AgentSignal> EndTurn(JsonElement content, TurnOutcome outcome)
    {
        var turn = content.Text("turn_id", 100) ?? "";
        if (_endedTurns.Count < MostTurns)
        {
            _endedTurns.Add(turn);
        }

        Turn = null;
        foreach (var question in _questions.Where(question => question.TurnId == turn).ToList())
        {
            _questions.Remove(question);
            yield return new PermissionSettled { Cursor = 0, QuestionId = question.QuestionId };
        }

        if (_usage.Tell() is { } used)
        {
            yield return used;
        }

        var error = content.Part("error");
        if (error is { } trouble && _trouble.Read(trouble) is { } limited)
        {
            outcome = TurnOutcome.Limited;
            yield return limited;
        }

        yield return new TurnEnded { Cursor = 0, Outcome = outcome, Detail = error?.Text("message") ?? content.Text("last_agent_message") ?? _lastWords };
    }

    private IEnumerable<AgentSignal> UnderstandHook(JsonElement told)
    {
        var tool = told.Text("tool_name", 200) ?? "";
        var input = told.Part("tool_input");
        switch (told.Text("hook_event_name", 100))
        {
            case "PermissionRequest":
                // The log is read before the hooks' is: what is asked in a turn that has ended is asked no more.
                var question = new ScreenQuestion($"codex-{run.Number}-{++_asked}", told.Text("turn_id", 100) ?? "", tool, input);
                if (_questions.Count < MostQuestions && !_endedTurns.Contains(question.TurnId))
                {
                    _questions.Add(question);
                    var asked = question.Asked();
                    yield return asked;
                    yield return new ActivityChanged { Cursor = 0, Activity = AgentActivity.WaitingForInput, Detail = asked.Title };
                }

                break;
            case "PostToolUse" when _questions.Find(question => question.IsAbout(tool, input)) is { } used:
                yield return Settle(used);
                yield return Active(null);
                break;
            case AnswerNote.Event when _questions.Find(question => question.QuestionId == told.Text(AnswerNote.QuestionId, 200)) is { } answered:
                yield return Settle(answered);
                yield return Active(null);
                break;
        }
    }

    private PermissionSettled Settle(ScreenQuestion question)
    {
        _questions.Remove(question);
        return new PermissionSettled { Cursor = 0, QuestionId = question.QuestionId };
    }

    private static string ToolWords(JsonElement call) =>
        Excerpt.Title($"{call.Text("name", 100)} {call.Text("arguments", Excerpt.LongestTitle) ?? call.Text("input", Excerpt.LongestTitle)}");

    private static ActivityChanged Active(string? detail) => new() { Cursor = 0, Activity = AgentActivity.Active, Detail = detail };
}
