using Ao.Scm;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.AgentTools.Tools;

/// <summary>Takes a reviewer's verdict, with which its work is done.</summary>
internal sealed class PostVerdictTool(CallRecorder recorder) : IAgentTool
{
    public ToolDefinition Definition { get; } = new(
        "post_verdict",
        "Gives your verdict on the change that you have read, once. Your work is done with it.",
        ToolField.Choice("verdict", "pass: it can be merged. blocker: it cannot be merged as it is.", ["pass", "blocker"], required: true),
        ToolField.Text("summary", "Why.", required: true),
        ToolField.Texts("findings", "What has to change, one text for each thing. A blocker has at least one."))
    {
        OnlyFor = SessionRole.Reviewer,
    };

    public Task<string> CallAsync(AgentToolCaller caller, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var verdict = arguments.Required("verdict") == "pass" ? ReviewVerdict.Approve : ReviewVerdict.RequestChanges;
        var findings = arguments.Texts("findings");
        if (verdict == ReviewVerdict.RequestChanges && findings.Count == 0)
        {
            throw new AoException("post_verdict was not carried out. Mend this and call it again:\n- findings: is missing. Say what has to change, one text for each thing; or use the verdict pass.");
        }

        return recorder.RecordAsync(
            caller,
            state => state.Verdict is not null
                ? ([], "You have given your verdict before, and it stands. End your turn.")
                : ([new Facts.VerdictGiven(caller.Run.Number, verdict, arguments.Required("summary"), findings), new Facts.DoneClaimed(caller.Run.Number, 0, null, null)], "Your verdict is taken. End your turn."),
            cancellationToken);
    }
}
