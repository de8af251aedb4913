using Ao.Reviews;
using Ao.Scm;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.AgentTools.Tools;

/// <summary>Takes in a reviewer's verdict, with which its work is done. The host puts it on the pull request of the change, where there is one.</summary>
internal sealed class PostVerdictTool(CallRecorder recorder) : IAgentTool
{
    public ToolDefinition Definition { get; } = new(
        "post_verdict",
        "Gives your verdict on the change that you have read, at the revision of your workspace. pass: it can be merged. blocker: it must not be merged as it is; name each thing that has to change. Your work is done with it.",
        ToolField.Choice("verdict", "pass or blocker.", ["pass", "blocker"], required: true),
        ToolField.Text("summary", "Why, in a few sentences.", required: true),
        ToolField.Findings("findings", "What you have found, one for each thing: a text, or an object with the place. For blocker at least one. In a later round give what still holds in the same words as before, so that it is known again."))
    {
        OnlyFor = SessionRole.Reviewer,
    };

    public Task<string> CallAsync(AgentToolCaller caller, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var isBlocker = arguments.Required("verdict") == "blocker";
        var verdict = VerdictIntake.Of(caller.Run.Number, isBlocker ? ReviewVerdict.RequestChanges : ReviewVerdict.Approve, arguments.Required("summary"), arguments.Findings("findings"));
        if (verdict is null)
        {
            throw new AoException("post_verdict was not carried out. Mend this and call it again:\n- findings: are missing. A blocker names at least one thing that has to change.");
        }

        return recorder.RecordAsync(
            caller,
            state => state.Verdict is not null
                ? ([], "You have given your verdict before, and it stands. End your turn.")
                : ([
                    verdict,
                    new Facts.DoneClaimed(caller.Run.Number, 0, arguments.Required("summary"), Revision: null),
                ], "The verdict is taken. End your turn."),
            cancellationToken);
    }
}
