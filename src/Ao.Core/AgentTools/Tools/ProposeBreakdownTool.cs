using System.Text.Json;
using Ao.Backlog;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.AgentTools.Tools;

/// <summary>Takes in how a designer would break its issue down. It is checked by the one who asked for it, and the designer is told what is wrong.</summary>
internal sealed class ProposeBreakdownTool(CallRecorder recorder) : IAgentTool
{
    private const int MostParts = 20;

    public ToolDefinition Definition { get; } = new(
        "propose_breakdown",
        "Says how the issue of your task is broken down, where your task asks for that. atomic: it is one piece of work, without parts. composite: it is the parts that you give. Your work is done with it, unless you are told what is wrong.",
        ToolField.Choice("decision", "atomic or composite.", ["atomic", "composite"], required: true),
        ToolField.Text("reason", "Why, in a few sentences."),
        ToolField.Objects(
            "parts",
            "For composite: the parts. Your task says how many there may be.",
            MostParts,
            ToolField.Line("key", "What the other parts call it: 1 to 40 of a-z, 0-9 and '-'.", required: true),
            ToolField.Line("title", "One line that names it.", required: true),
            ToolField.Text("body", "What is to be done, whole: who does it knows nothing else.", required: true),
            ToolField.Texts("depends_on", "The keys of the parts that have to be merged first.")))
    {
        OnlyFor = SessionRole.Designer,
    };

    public Task<string> CallAsync(AgentToolCaller caller, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var json = ToolJson.Write(writer => Write(writer, arguments));
        return recorder.RecordAsync(
            caller,
            state => state.Breakdown == json
                ? ([], "You have proposed this very breakdown before. End your turn.")
                : ([new Facts.BreakdownProposed(caller.Run.Number, 0, json.Length <= BreakdownReader.MaxLength ? json : json[..(BreakdownReader.MaxLength + 1)])], "The breakdown is taken. End your turn: if something is wrong with it you are told."),
            cancellationToken);
    }

    private static void Write(Utf8JsonWriter writer, ToolArguments arguments)
    {
        writer.WriteStartObject();
        writer.WriteString("decision"u8, arguments.Required("decision"));
        if (arguments.Text("reason") is { } reason)
        {
            writer.WriteString("reason"u8, reason);
        }

        if (arguments.Text("parts") is { } parts)
        {
            writer.WritePropertyName("parts"u8);
            writer.WriteRawValue(parts);
        }

        writer.WriteEndObject();
    }
}
