using System.Text;
using System.Text.Json;
using Ao.Agents;

namespace Ao.Plugins.Command;

/// <summary>Reads lines of the protocol that docs/protocol-command.md describes. Whatever a line holds, it gives a signal or nothing.</summary>
internal static class ProtocolReader
{
    /// <summary>The longest line that is read, in bytes.</summary>
    public const int LongestLine = 64 * 1024;

    private const int LongestText = 16 * 1024;
    private const int LongestId = 256;
    private static readonly byte[] s_prefix = Encoding.ASCII.GetBytes("{\"ao\":");
    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 8 };

    /// <summary>Understands a line.</summary>
    /// <returns>The signal, or <see langword="null"/> for plain output and for kinds that are not known.</returns>
    public static AgentSignal? Read(OutputLine line)
    {
        if (!line.Data.Span.StartsWith(s_prefix))
        {
            return null;
        }

        if (line.IsCut)
        {
            return Unreadable(line, "A line of the protocol is longer than 64 KiB, or a part of it was lost");
        }

        try
        {
            using var document = JsonDocument.Parse(line.Data, s_strict);
            return Read(line.End, new ProtocolObject(document.RootElement, LongestText));
        }
        catch (Exception exception) when (exception is JsonException or ProtocolException or InvalidOperationException)
        {
            return Unreadable(line, exception is ProtocolException ? exception.Message : "A line of the protocol is not valid JSON");
        }
    }

    private static AgentSignal? Read(long cursor, ProtocolObject line)
    {
        var at = line.Time("at");
        return line.Required("ao", LongestId) switch
        {
            "activity" => new ActivityChanged { Cursor = cursor, At = at, Activity = ActivityOf(line.Required("state", LongestId)), Detail = line.Text("detail") },
            "question" => new ActivityChanged { Cursor = cursor, At = at, Activity = AgentActivity.WaitingForInput, Detail = line.Required("text", LongestText) },
            "usage" => new UsageReported
            {
                Cursor = cursor,
                At = at,
                InputTokens = line.Count("input"),
                OutputTokens = line.Count("output"),
                CachedTokens = line.Count("cached"),
                ReasoningTokens = line.Count("reasoning"),
            },
            "report" => new ReportFiled { Cursor = cursor, At = at, Report = ProtocolReport.Read(line) },
            "verdict" => ProtocolVerdict.Read(line, cursor, at),
            "done" => new DoneClaimed { Cursor = cursor, At = at, Summary = line.Text("summary"), Revision = line.Text("revision", LongestId) },
            "breakdown" => new BreakdownProposed { Cursor = cursor, At = at, Json = line.Without("ao", "at") },
            "ack" => new MessageAcknowledged { Cursor = cursor, At = at, MessageId = line.Required("id", LongestId) },
            "turn" => new TurnStarted { Cursor = cursor, At = at, MessageId = line.Required("id", LongestId) },
            "conversation" => new ConversationStarted { Cursor = cursor, At = at, ConversationId = line.Required("id", LongestId) },
            _ => null,
        };
    }

    private static AgentActivity ActivityOf(string state) => state switch
    {
        "active" => AgentActivity.Active,
        "ready" => AgentActivity.Ready,
        "idle" => AgentActivity.Idle,
        "waiting_input" => AgentActivity.WaitingForInput,
        "blocked" => AgentActivity.Blocked,
        _ => throw new ProtocolException($"The activity '{Printable.Quote(state)}' is not known; it is active, ready, idle, waiting_input or blocked"),
    };

    private static OutputUnreadable Unreadable(OutputLine line, string problem) => new()
    {
        Cursor = line.End,
        Problem = $"{problem}: {Printable.Quote(Encoding.UTF8.GetString(line.Data.Span[..Math.Min(line.Data.Length, 200)]))}",
    };
}
