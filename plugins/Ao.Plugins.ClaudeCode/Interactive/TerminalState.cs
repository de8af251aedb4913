using Ao.Agents;
using Ao.Plugins.ClaudeCode.Launch;
using Ao.Plugins.ClaudeCode.Reading;

namespace Ao.Plugins.ClaudeCode.Interactive;

/// <summary>What was seen so far of a run in a terminal, and what each next sighting means. It is made up anew from the log by each connection.</summary>
internal sealed class TerminalState(RunRecord run)
{
    private readonly List<ScreenQuestion> _questions = [];
    private readonly Dictionary<string, string> _uses = new(StringComparer.Ordinal);
    private readonly TurnUsage _usage = new();
    private readonly List<AgentSignal> _signals = [];
    private string? _lastText;
    private Sighting? _ending;
    private Sighting? _refusal;
    private bool _isReadyTold;

    /// <summary>Gets the conversation, once the tool is up.</summary>
    public string? Conversation { get; private set; }

    /// <summary>Gets the transcript that the tool says it writes.</summary>
    public string? Transcript { get; private set; }

    /// <summary>Gets the status that the tool told last.</summary>
    public string? Status { get; private set; }

    /// <summary>Gets whether a turn is under way.</summary>
    public bool IsInTurn { get; private set; }

    /// <summary>Gets whether the tool can be typed to.</summary>
    public bool IsIdle => Conversation is not null && Status == StatusFile.Idle;

    /// <summary>Gets how often the prompt was typed.</summary>
    public int TimesTyped { get; private set; }

    /// <summary>Gets whether the prompt is still to be typed, or has not arrived yet.</summary>
    public bool IsPromptOpen { get; private set; } = run.HasPrompt;

    /// <summary>Gets whether the line of input may hold what was typed before: a turn that is broken off before the model has said anything gives it back.</summary>
    public bool MayHoldInput { get; private set; }

    /// <summary>Gets whether something is awaited for the turn's end that may not come.</summary>
    public bool IsSettling => IsInTurn && (_ending is not null || Status == StatusFile.Idle);

    /// <summary>Gets the questions that stand on the screen.</summary>
    public IReadOnlyList<ScreenQuestion> Questions => _questions;

    /// <summary>Takes in a sighting.</summary>
    /// <returns>What it means. The cursors are not set.</returns>
    public IReadOnlyList<AgentSignal> Take(Sighting seen)
    {
        _signals.Clear();
        switch (seen.Kind)
        {
            case SightingKind.Up:
                TakeUp(seen);
                break;
            case SightingKind.Status:
                TakeStatus(seen.Text);
                break;
            case SightingKind.Typing:
                TimesTyped++;
                break;
            case SightingKind.NotTaken:
                IsPromptOpen = false;
                Add(new ActivityChanged { Cursor = 0, Source = SignalSource.Log, Activity = AgentActivity.Blocked, Detail = "The prompt was typed and the tool did not take it. Attach to the terminal to see what is in the way." });
                break;
            case SightingKind.Submitted:
                TakeSubmitted(seen);
                break;
            case SightingKind.Said:
                TakeSaid(seen);
                break;
            case SightingKind.Used:
                foreach (var question in _questions.Where(question => seen.Uses!.Keys.Any(use => _uses.GetValueOrDefault(use) == question.Title)).ToList())
                {
                    Settle(question, SignalSource.Log);
                }

                break;
            case SightingKind.Asked:
                TakeAsked(seen);
                break;
            case SightingKind.Answered when _questions.Find(question => question.Id == seen.Id) is { } answered:
                Settle(answered, SignalSource.Hook);
                break;
            case SightingKind.Unreadable:
                Add(new OutputUnreadable { Cursor = 0, Source = SignalSource.Log, Problem = seen.Text ?? "" });
                break;
            default:
                TakeEnding(seen);
                break;
        }

        return [.. _signals];
    }

    private void TakeUp(Sighting seen)
    {
        Transcript = seen.Text;
        if (seen.Id != Conversation)
        {
            Conversation = seen.Id;
            Add(new ConversationStarted { Cursor = 0, Source = SignalSource.Hook, ConversationId = seen.Id! });
        }
    }

    private void TakeStatus(string? status)
    {
        var wasBlocked = IsBlocking(Status);
        Status = status;
        if (IsBlocking(status))
        {
            Add(new ActivityChanged { Cursor = 0, Source = SignalSource.Log, Activity = AgentActivity.Blocked, Detail = $"The tool waits at its own screen ({Printable.Quote(status)}). Attach to the terminal." });
        }
        else if (status == StatusFile.Idle && !IsInTurn && (wasBlocked || (!_isReadyTold && !IsPromptOpen)))
        {
            _isReadyTold = true;
            Add(new ActivityChanged { Cursor = 0, Source = SignalSource.Log, Activity = AgentActivity.Ready });
        }
        else if (wasBlocked && IsInTurn)
        {
            Add(new ActivityChanged { Cursor = 0, Source = SignalSource.Log, Activity = AgentActivity.Active });
        }
    }

    private void TakeSubmitted(Sighting seen)
    {
        IsPromptOpen = false;
        MayHoldInput = false;
        _isReadyTold = true;
        if (!IsInTurn)
        {
            IsInTurn = true;
            (_lastText, _ending, _refusal) = (null, null, null);
            _uses.Clear();
            _usage.Begin();
            Add(new ActivityChanged { Cursor = 0, Source = SignalSource.Hook, Activity = AgentActivity.Active });
        }

        if (seen.Message is { } message)
        {
            Add(new TurnStarted { Cursor = 0, Source = SignalSource.Hook, MessageId = message });
        }
    }

    private void TakeSaid(Sighting seen)
    {
        if (_usage.Take(seen) is { } used)
        {
            Add(used);
        }

        _lastText = seen.Text ?? _lastText;
        foreach (var (use, title) in seen.Uses ?? [])
        {
            _uses[use] = title;
            if (IsInTurn)
            {
                Add(new ActivityChanged { Cursor = 0, At = seen.At, Source = SignalSource.Log, Activity = _questions.Count > 0 ? AgentActivity.WaitingForInput : AgentActivity.Active, Detail = title });
            }
        }

        if (_ending is { Kind: SightingKind.Finished } finished && seen.Text is { } text && text.Trim() == finished.Text?.Trim())
        {
            End(finished);
        }
    }

    private void TakeAsked(Sighting seen)
    {
        _questions.Add(new ScreenQuestion(seen.Id!, seen.Text!));
        Add(new PermissionAsked { Cursor = 0, Source = SignalSource.Hook, QuestionId = seen.Id!, Tool = seen.Tool!, Title = seen.Text!, Parameters = seen.Parameters ?? [] });
        Add(new ActivityChanged { Cursor = 0, Source = SignalSource.Hook, Activity = AgentActivity.WaitingForInput, Detail = seen.Text });
    }

    private void TakeEnding(Sighting seen)
    {
        switch (seen.Kind)
        {
            case SightingKind.Finished when IsInTurn && _lastText is { } said && said.Trim() == seen.Text?.Trim():
                End(seen);
                break;
            case SightingKind.Finished or SightingKind.Failed when IsInTurn:
                _ending = seen;
                if (seen.Kind == SightingKind.Failed && _refusal is not null)
                {
                    End(seen);
                }

                break;
            case SightingKind.Refused when IsInTurn:
                _refusal = seen;
                if (_ending is { Kind: SightingKind.Failed } failed)
                {
                    End(failed);
                }

                break;
            case SightingKind.Closed when IsInTurn && _ending is { } closed:
                End(closed);
                break;
            case SightingKind.Stopped when IsInTurn:
                End(seen);
                break;
            case SightingKind.Settled when IsInTurn:
                // The tool is idle and has not said why: a turn that was broken off before the model had said anything leaves no trace.
                MayHoldInput = _ending is null && _lastText is null && _uses.Count == 0;
                End(_ending ?? seen);
                break;
        }
    }

    private void End(Sighting ending)
    {
        foreach (var question in _questions.ToList())
        {
            Settle(question, SignalSource.Log, goesOn: false);
        }

        if (ending.Kind == SightingKind.Failed)
        {
            Fail(ending);
        }
        else
        {
            var outcome = ending.Kind == SightingKind.Finished ? TurnOutcome.Completed : TurnOutcome.Interrupted;
            Add(new TurnEnded { Cursor = 0, Source = ending.Kind == SightingKind.Finished ? SignalSource.Hook : SignalSource.Log, Outcome = outcome, Detail = ending.Text ?? _lastText });
        }

        IsInTurn = false;
        (_ending, _refusal) = (null, null);
    }

    private void Fail(Sighting failed)
    {
        var text = failed.Text ?? _refusal?.Text;
        var kind = Refusal.KindOf(_refusal?.Number ?? 0, failed.Id ?? _refusal?.Id);
        if (kind is { } limited)
        {
            Add(new ProviderLimited { Cursor = 0, Source = SignalSource.Hook, Kind = limited, Detail = Refusal.Describe(limited, text) });
        }

        Add(new TurnEnded { Cursor = 0, Source = SignalSource.Hook, Outcome = kind is null ? TurnOutcome.Failed : TurnOutcome.Limited, Detail = text ?? failed.Id });
    }

    private void Settle(ScreenQuestion question, SignalSource source, bool goesOn = true)
    {
        _questions.Remove(question);
        Add(new PermissionSettled { Cursor = 0, Source = source, QuestionId = question.Id });
        if (goesOn && _questions.Count == 0 && IsInTurn)
        {
            Add(new ActivityChanged { Cursor = 0, Source = source, Activity = AgentActivity.Active });
        }
    }

    /// <summary>Tells whether a status says that the tool waits for a person, otherwise than for a permission, which a hook tells of.</summary>
    private static bool IsBlocking(string? status) => status?.StartsWith(StatusFile.Waiting, StringComparison.Ordinal) == true && !status.Contains("permission", StringComparison.Ordinal);

    private void Add(AgentSignal signal) => _signals.Add(signal);
}
