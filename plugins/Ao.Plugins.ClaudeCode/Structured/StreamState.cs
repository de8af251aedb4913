using System.Text.Json;
using Ao.Agents;
using Ao.Plugins.ClaudeCode.Launch;
using Ao.Plugins.ClaudeCode.Reading;

namespace Ao.Plugins.ClaudeCode.Structured;

/// <summary>What the stream has said so far, and what each next line means. It is made up anew from the stream's beginning by each connection.</summary>
/// <param name="run">What the run was launched with.</param>
/// <param name="messageOf">Gives the host's message that Claude Code knows by an id.</param>
/// <param name="timeProvider">The clock that a limit's end is told by.</param>
internal sealed class StreamState(RunRecord run, Func<string?, string?> messageOf, TimeProvider timeProvider)
{
    private const int LongestQuestionId = 200;
    private const int MostQuestions = 100;
    private const int MostMessages = 10_000;
    private static readonly TimeSpan s_shortRetry = TimeSpan.FromSeconds(3);
    private readonly Dictionary<string, OpenQuestion> _questions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _acknowledged = new(StringComparer.Ordinal);
    private readonly HashSet<string> _uncounted = new(StringComparer.Ordinal);
    private readonly List<AgentSignal> _signals = [];
    private string? _conversation;
    private bool _isUp;
    private bool _isInTurn;
    private string? _lastText;
    private string? _error;
    private DateTimeOffset? _resetsAt;

    /// <summary>Gets the questions that wait for an answer.</summary>
    public IReadOnlyDictionary<string, OpenQuestion> Questions => _questions;

    /// <summary>Gets the request of the last line that cannot be answered and must be refused, where it was one.</summary>
    public string? Unknown { get; private set; }

    /// <summary>Gets the ids of the model's messages that no result has counted yet.</summary>
    public IReadOnlySet<string> Uncounted => _uncounted;

    /// <summary>Takes in a line.</summary>
    /// <returns>What it means. The cursors are not set.</returns>
    public IReadOnlyList<AgentSignal> Take(JsonElement line)
    {
        _signals.Clear();
        Unknown = null;
        switch (line.Text("type"))
        {
            case "control_response":
                TakeResponse(line.Child("response") ?? default);
                break;
            case "control_request":
                TakeRequest(line);
                break;
            case "control_cancel_request":
                Settle(line.Text("request_id"));
                break;
            case "command_lifecycle":
                TakeLifecycle(line);
                break;
            case "system":
                TakeSystem(line);
                break;
            case "user":
                TakeUser(line);
                break;
            case "assistant":
                TakeAssistant(line);
                break;
            case "rate_limit_event":
                TakeLimit(line);
                break;
            case "result":
                TakeResult(line);
                break;
        }

        return [.. _signals];
    }

    private void TakeResponse(JsonElement response)
    {
        var id = response.Text("request_id") ?? "";
        if (id.StartsWith(InputLine.AnsweredId, StringComparison.Ordinal))
        {
            Settle(id[InputLine.AnsweredId.Length..]);
        }
        else if (id == InputLine.BeginId && !_isUp)
        {
            _isUp = true;
            Name(run.Conversation);
            if (!run.HasPrompt)
            {
                Add(new ActivityChanged { Cursor = 0, Activity = AgentActivity.Ready });
            }
        }
    }

    private void TakeRequest(JsonElement line)
    {
        var request = line.Child("request") ?? default;
        if (line.Text("request_id") is not { Length: > 0 and <= LongestQuestionId } id)
        {
            return;
        }

        if (request.Text("subtype") != "can_use_tool" || _questions.Count >= MostQuestions)
        {
            Unknown = id;
            return;
        }

        Begin();
        var input = request.Child("input") ?? default;
        var tool = JsonFields.Cut(request.Text("tool_name") ?? "a tool", LongestQuestionId);
        _questions[id] = new OpenQuestion(input, request.Text("tool_use_id"));
        Add(new PermissionAsked { Cursor = 0, QuestionId = id, Tool = tool, Title = ToolUse.Title(tool, input), Parameters = ToolUse.Parameters(input) });
        Add(new ActivityChanged { Cursor = 0, Activity = AgentActivity.WaitingForInput, Detail = ToolUse.Title(tool, input) });
    }

    private void TakeLifecycle(JsonElement line)
    {
        if (line.Text("state") == "started")
        {
            Begin();
            if (messageOf(line.Text("command_uuid")) is { } message)
            {
                Add(new TurnStarted { Cursor = 0, MessageId = message });
            }
        }
    }

    private void TakeSystem(JsonElement line)
    {
        switch (line.Text("subtype"))
        {
            case "init":
                Name(line.Text("session_id"));
                Begin();
                break;
            case "api_retry" when line.Count("error_status") == 429 && TimeSpan.FromMilliseconds(Math.Min(line.Count("retry_delay_ms"), int.MaxValue)) is var delay && delay >= s_shortRetry:
                // The tool waits for as long as the provider has asked for; the others of the provider should as well.
                Add(new ProviderLimited { Cursor = 0, Kind = ProviderLimitKind.RateLimited, ResetsAt = timeProvider.GetUtcNow() + delay, Detail = "The model provider has asked for a pause (HTTP 429)." });
                break;
        }
    }

    private void TakeUser(JsonElement line)
    {
        if (line.Flag("isReplay"))
        {
            if (messageOf(line.Text("uuid")) is { } message && _acknowledged.Add(message))
            {
                Add(new MessageAcknowledged { Cursor = 0, At = line.Time("timestamp"), MessageId = message });
            }

            return;
        }

        foreach (var result in (line.Child("message") ?? default).Items("content").Where(static part => part.Text("type") == "tool_result"))
        {
            Settle(_questions.FirstOrDefault(question => question.Value.ToolUse is { } use && use == result.Text("tool_use_id")).Key);
        }
    }

    private void TakeAssistant(JsonElement line)
    {
        Begin();
        if (line.Flag("is_api_error_message"))
        {
            _error = line.Text("error");
            return;
        }

        if (_uncounted.Count < MostMessages && (line.Child("message") ?? default).Text("id", LongestQuestionId) is { } id)
        {
            _uncounted.Add(id);
        }

        var isOwn = line.Text("parent_tool_use_id") is null;
        foreach (var part in (line.Child("message") ?? default).Items("content"))
        {
            switch (part.Text("type"))
            {
                case "text" when isOwn:
                    _lastText = part.Text("text");
                    break;
                case "tool_use":
                    Add(new ActivityChanged { Cursor = 0, At = line.Time("timestamp"), Activity = AgentActivity.Active, Detail = ToolUse.Title(JsonFields.Cut(part.Text("name") ?? "a tool", LongestQuestionId), part.Child("input") ?? default) });
                    break;
            }
        }
    }

    private void TakeLimit(JsonElement line)
    {
        var limit = line.Child("rate_limit_info") ?? default;
        if (limit.Text("status") == "rejected" && limit.Count("resetsAt") is > 0 and < 100_000_000_000 and var reset)
        {
            _resetsAt = DateTimeOffset.FromUnixTimeSeconds(reset);
        }
    }

    private void TakeResult(JsonElement line)
    {
        Begin();
        foreach (var question in _questions.Keys.ToList())
        {
            Settle(question, goesOn: false);
        }

        _signals.AddRange(StreamUsage.Read(line));
        var said = line.Text("result") is { Length: > 0 } result ? result : _lastText;
        Add(EndOf(line, said));
        _isInTurn = false;
        _uncounted.Clear();
        (_lastText, _error, _resetsAt) = (null, null, null);
    }

    private TurnEnded EndOf(JsonElement line, string? said)
    {
        var reason = line.Text("terminal_reason") ?? "";
        if (reason.StartsWith("aborted", StringComparison.Ordinal))
        {
            return new TurnEnded { Cursor = 0, Outcome = TurnOutcome.Interrupted, Detail = said };
        }

        if (!line.Flag("is_error"))
        {
            return new TurnEnded { Cursor = 0, Outcome = TurnOutcome.Completed, Detail = said };
        }

        // A failed request is called a success by the tool, with an error.
        var failed = said ?? line.Items("errors").Select(static error => error.ValueKind == JsonValueKind.String ? error.GetString() : null).FirstOrDefault() ?? line.Text("subtype");
        var kind = reason == "api_error" || line.Count("api_error_status") > 0 ? Refusal.KindOf(line.Count("api_error_status"), line.Text("api_error") ?? _error) : null;
        if (kind is not { } limited)
        {
            return new TurnEnded { Cursor = 0, Outcome = TurnOutcome.Failed, Detail = failed };
        }

        if (_resetsAt is not null && limited == ProviderLimitKind.RateLimited)
        {
            limited = ProviderLimitKind.Exhausted;
        }

        Add(new ProviderLimited { Cursor = 0, Kind = limited, ResetsAt = _resetsAt, Detail = Refusal.Describe(limited, failed) });
        return new TurnEnded { Cursor = 0, Outcome = TurnOutcome.Limited, Detail = failed };
    }

    private void Name(string? conversation)
    {
        if (conversation is { Length: > 0 and <= LongestQuestionId } && conversation != _conversation)
        {
            _conversation = conversation;
            Add(new ConversationStarted { Cursor = 0, ConversationId = conversation });
        }
    }

    private void Begin()
    {
        if (!_isInTurn)
        {
            _isInTurn = true;
            Name(_conversation ?? run.Conversation);
            Add(new ActivityChanged { Cursor = 0, Activity = AgentActivity.Active });
        }
    }

    private void Settle(string? question, bool goesOn = true)
    {
        if (question is null || !_questions.Remove(question))
        {
            return;
        }

        Add(new PermissionSettled { Cursor = 0, QuestionId = question });
        if (goesOn && _questions.Count == 0)
        {
            Add(new ActivityChanged { Cursor = 0, Activity = AgentActivity.Active });
        }
    }

    private void Add(AgentSignal signal) => _signals.Add(signal);
}
