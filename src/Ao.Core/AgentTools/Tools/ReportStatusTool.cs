using System.Text;
using Ao.Agents;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.AgentTools.Tools;

/// <summary>Takes in how far an agent says it is. It is the agent's word: what it claims to have done is verified.</summary>
internal sealed class ReportStatusTool(CallRecorder recorder) : IAgentTool
{
    private const int MaxRevision = 200;

    public ToolDefinition Definition { get; } = new(
        "report_status",
        "Says how far you are. started: you have understood your task and begin. working: you go on; the detail says at what. needs_input: you need something from the operator; the detail is the question. blocked: you cannot go on; the detail says why. claims_done: everything is done; the host verifies it.",
        ToolField.Choice("status", "How far you are.", ["started", "working", "needs_input", "blocked", "claims_done"], required: true),
        ToolField.Text("detail", "What you do, need, or are hindered by; for claims_done a summary of what was done."),
        ToolField.Texts("evidence", "For claims_done: what shows that it is done, such as the commands you ran and what they printed."),
        ToolField.Line("revision", "For claims_done: the revision that holds your work. Without it the host takes what your workspace holds."));

    public Task<string> CallAsync(AgentToolCaller caller, ToolArguments arguments, CancellationToken cancellationToken)
    {
        Check(arguments);
        return recorder.RecordAsync(caller, state => Decide(state, caller, arguments), cancellationToken);
    }

    /// <summary>Checks what fields belong to which status.</summary>
    private static void Check(ToolArguments arguments)
    {
        var status = arguments.Required("status");
        var problems = new List<string>();
        if (status is "needs_input" or "blocked" && arguments.Text("detail") is null)
        {
            problems.Add($"detail: is missing. {(status == "blocked" ? "Say what hinders you." : "Say what you need.")}");
        }

        if (status != "claims_done")
        {
            problems.AddRange(arguments.Texts("evidence").Count > 0 ? ["evidence: belongs to claims_done only. Leave it out, or put it into detail."] : []);
            problems.AddRange(arguments.Text("revision") is not null ? ["revision: belongs to claims_done only. Leave it out."] : []);
        }

        if (arguments.Text("revision") is { } revision && (revision[0] == '-' || revision.Length > MaxRevision || revision.Any(char.IsWhiteSpace)))
        {
            problems.Add($"revision: '{Printable.Quote(revision)}' names no revision. Give its id, without spaces.");
        }

        if (problems.Count > 0)
        {
            throw new AoException($"report_status was not carried out. Mend this and call it again:\n- {string.Join("\n- ", problems)}");
        }
    }

    private static (IReadOnlyList<object>, string) Decide(SessionState state, AgentToolCaller caller, ToolArguments arguments)
    {
        var detail = arguments.Text("detail");
        return arguments.Required("status") switch
        {
            "needs_input" => QuestionRecord.Decide(state, caller, detail!, []),
            "claims_done" => Claim(state, caller, arguments),
            "blocked" => Become(state, caller, AgentActivity.Blocked, detail, "Noted, and the operator sees it. Try another way if there is one; otherwise end your turn."),
            _ => Become(state, caller, AgentActivity.Active, detail, "Noted. Go on."),
        };
    }

    // A word begins no turn: what an agent's helper says between turns changes nothing.
    private static (IReadOnlyList<object>, string) Become(SessionState state, AgentToolCaller caller, AgentActivity activity, string? detail, string answer) =>
        (state.Activity == activity && state.Detail == detail) || (activity == AgentActivity.Active && state.Run is { TakesTurns: true } && state.TurnIsOver) ? ([], answer) : ([new Facts.ActivityChanged(caller.Run.Number, 0, activity, detail)], answer);

    private static (IReadOnlyList<object>, string) Claim(SessionState state, AgentToolCaller caller, ToolArguments arguments) => state.Claim is not null
        ? ([], "You have claimed this before, and the host is verifying it. End your turn.")
        : ([new Facts.DoneClaimed(caller.Run.Number, 0, SummaryOf(arguments), arguments.Text("revision"))], "The host verifies it now. End your turn; if something does not pass, you are told in a message.");

    private static string? SummaryOf(ToolArguments arguments)
    {
        var summary = new StringBuilder(arguments.Text("detail"));
        foreach (var evidence in arguments.Texts("evidence"))
        {
            summary.Append(summary.Length == 0 ? "" : "\n\n").Append("Evidence: ").Append(evidence);
        }

        return summary.Length == 0 ? null : summary.ToString();
    }
}
