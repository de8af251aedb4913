using System.Text.Json;

namespace Ao.Plugins.Codex.Tests;

/// <summary>Answers as the app-server does.</summary>
internal static class FakeAppServer
{
    public const string Thread = "01a2140c-660f-7103-8ff0-8fad0cf539b5";

    /// <summary>A turn of the conversation, as the app-server tells of it.</summary>
    public static string Turn(string id, string words, long total, string? messageId = null, string status = "completed", string error = "null") =>
        Line($$$$$"""{"method":"turn/started","params":{"threadId":"{{{{{Thread}}}}}","turn":{"id":"{{{{{id}}}}}"}}}""")
        + (messageId is null ? "" : Line($$$$$"""{"method":"item/started","params":{"threadId":"{{{{{Thread}}}}}","item":{"type":"userMessage","clientId":"{{{{{messageId}}}}}"}}}"""))
        + Line($$$$$"""{"method":"item/completed","params":{"threadId":"{{{{{Thread}}}}}","item":{"type":"agentMessage","text":"{{{{{words}}}}}"}}}""")
        + Usage(id, total)
        + Line($$$$$"""{"method":"turn/completed","params":{"threadId":"{{{{{Thread}}}}}","turn":{"id":"{{{{{id}}}}}","status":"{{{{{status}}}}}","error":{{{{{error}}}}}}}}""");

    public static string Usage(string turn, long total) =>
        Line($$$$$"""{"method":"thread/tokenUsage/updated","params":{"threadId":"{{{{{Thread}}}}}","turnId":"{{{{{turn}}}}}","tokenUsage":{"total":{"inputTokens":{{{{{total}}}}},"cachedInputTokens":2,"outputTokens":3,"reasoningOutputTokens":1},"last":{"inputTokens":10,"cachedInputTokens":0,"outputTokens":0,"reasoningOutputTokens":0}}}}""");

    public static string Question(int id, string command) =>
        Line($$$$$"""{"method":"item/commandExecution/requestApproval","id":{{{{{id}}}}},"params":{"threadId":"{{{{{Thread}}}}}","turnId":"t1","itemId":"i1","command":"{{{{{command}}}}}","cwd":"/w"}}""");

    public static string Line(string json) => json + "\n";

    /// <summary>Does what the app-server does with each request.</summary>
    public static void Hear(FakeRun run, JsonElement message)
    {
        if (!message.TryGetProperty("method", out var method) || !message.TryGetProperty("id", out var id))
        {
            return;
        }

        var isFirst = run.Lines.Count(static line => line.Contains("\"initialize\"", StringComparison.Ordinal)) == 1;
        switch (method.GetString())
        {
            case "initialize":
                run.Say(Line(isFirst ? $$$$$"""{"id":{{{{{id.GetRawText()}}}}},"result":{}}""" : $$$$$"""{"id":{{{{{id.GetRawText()}}}}},"error":{"code":-32600,"message":"Already initialized"}}"""));
                break;
            case "thread/start" or "thread/resume":
                run.Say(Line($$$$$"""{"id":{{{{{id.GetRawText()}}}}},"result":{"model":"m","thread":{"id":"{{{{{Thread}}}}}"}}}"""));
                break;
            case "turn/start":
                var name = message.GetProperty("params").GetProperty("clientUserMessageId").GetString();
                var number = run.Lines.Count(static line => line.Contains("\"turn/start\"", StringComparison.Ordinal));
                run.Say(Line($$$$$"""{"id":{{{{{id.GetRawText()}}}}},"result":{"turn":{"id":"t{{{{{number}}}}}"}}}"""));
                run.Say(Turn($"t{number}", $"Words {number}", number * 100, name));
                break;
        }
    }
}
