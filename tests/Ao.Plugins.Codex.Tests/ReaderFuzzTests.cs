using Ao.Agents;
using Ao.Plugins.Codex.Interactive;
using Ao.Plugins.Codex.Setup;
using Ao.Plugins.Codex.Structured;
using Ao.Runtimes;
using Ao.TestSupport;

namespace Ao.Plugins.Codex.Tests;

public class ReaderFuzzTests
{
    private static readonly RunId s_run = new(new SessionId("shop", 1), 1);

    [Fact]
    public void AppServerReader_Fuzz_GivesSignalsOrNothing()
    {
        string[] samples =
        [
            $$$$$"""{"id":"thread#a-1","result":{"thread":{"id":"{{{{{FakeAppServer.Thread}}}}}"}}}""",
            """{"id":"turn:m1#a-1","error":{"code":-1,"message":"no"}}""",
            .. FakeAppServer.Turn("t1", "words", 10, "m1").Split('\n', StringSplitOptions.RemoveEmptyEntries),
            FakeAppServer.Question(1, "ls"),
            """{"method":"mcpServer/elicitation/request","id":"x","params":{"serverName":"ao","message":"m","_meta":{"tool_params":{"a":[1]}}}}""",
            """{"method":"item/started","params":{"item":{"type":"fileChange","id":"i","changes":[{"path":"p","diff":"d"}]}}}""",
            """{"method":"account/rateLimits/updated","params":{"rateLimits":{"primary":{"usedPercent":100,"resetsAt":1}}}}""",
        ];
        var reader = new AppServerReader(s_run, new RunRecord { HasPrompt = true });

        Fuzz.Run(samples, 20_000, input => Lines(input).SelectMany(line => reader.Read(line, static _ => { })).ToList(), Check);
    }

    [Fact]
    public void TerminalReader_Fuzz_GivesSignalsOrNothing()
    {
        using var folder = new TempFolder();
        string[] samples =
        [
            """{"timestamp":"2026-11-25T18:53:29.249Z","type":"event_msg","payload":{"type":"task_complete","turn_id":"t","error":{"message":"no","codex_error_info":"usage_limit_exceeded"}}}""",
            """{"type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":5}},"rate_limits":{"primary":{"used_percent":100.0,"resets_at":5}}}}""",
            """{"type":"event_msg","payload":{"type":"item_completed","item":{"type":"UserMessage","content":[{"text":"x"}]}}}""",
            """{"hook_event_name":"PermissionRequest","turn_id":"t","tool_name":"Bash","tool_input":{"command":"ls"}}""",
            """{"hook_event_name":"PostToolUse","tool_name":"Bash","tool_input":{"command":"ls"}}""",
        ];
        var reader = new TerminalReader(s_run, new RunRecord(), new TypedTexts(folder.Combine("typed")));

        Fuzz.Run(samples, 20_000, input => Lines(input).SelectMany(line => reader.ReadLog(line).Concat(reader.ReadHook(line))).ToList(), Check);
    }

    private static List<JsonLine> Lines(byte[] input) => [.. new JsonLines(0).Push(new RunOutput(0, input.Append((byte)'\n').ToArray()), static _ => { })];

    private static void Check(List<AgentSignal> signals) => Assert.All(signals, static signal =>
    {
        var detail = signal switch
        {
            ActivityChanged changed => changed.Detail,
            TurnEnded ended => ended.Detail,
            ProviderLimited limited => limited.Detail,
            PermissionAsked asked => asked.Title,
            _ => null,
        };
        Assert.InRange(detail?.Length ?? 0, 0, 17_000);
    });
}
