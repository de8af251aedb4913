namespace Ao.AgentTools.Tools;

/// <summary>Asks the operator something. The call does not wait: people answer when they can.</summary>
internal sealed class AskOperatorTool(CallRecorder recorder) : IAgentTool
{
    public ToolDefinition Definition { get; } = new(
        "ask_operator",
        "Asks the operator, a person, what you cannot find out or decide yourself. It returns at once; the answer comes later as a message. End your turn when you cannot go on without it.",
        ToolField.Text("question", "The question, with all that it takes to answer it.", required: true),
        ToolField.Texts("choices", "Answers to choose from. Any other may be given."));

    public Task<string> CallAsync(AgentToolCaller caller, ToolArguments arguments, CancellationToken cancellationToken) =>
        recorder.RecordAsync(caller, state => QuestionRecord.Decide(state, caller, arguments.Required("question"), arguments.Texts("choices")), cancellationToken);
}
