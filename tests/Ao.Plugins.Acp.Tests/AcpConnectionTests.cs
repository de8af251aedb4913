using System.Text.Json.Nodes;
using Ao.Agents;
using Ao.Commands;
using Ao.Runtimes;
using Ao.Scm;
using Ao.TestSupport;

namespace Ao.Plugins.Acp.Tests;

public sealed class AcpConnectionTests : IAsyncDisposable
{
    private const string Update = """{"jsonrpc":"2.0","method":"session/update","params":{"sessionId":"s1","update":{"sessionUpdate":"agent_message_chunk","content":{"type":"text","text":"Hi."}}}}""";
    private const string Question = """{"jsonrpc":"2.0","id":0,"method":"session/request_permission","params":{"sessionId":"s1","toolCall":{"toolCallId":"c1","title":"touch x","kind":"execute"},"options":[{"optionId":"A","kind":"allow_always"},{"optionId":"a","kind":"allow_once"},{"optionId":"r","kind":"reject_once"}]}}""";
    private static readonly RuntimeTraits s_local = new() { IsTerminal = false, CanWrite = true, KeepsErrorApart = true, IsLocal = true };
    private readonly TempFolder _folder = new();
    private readonly FakeRun _process = new();
    private readonly List<IAgentConnection> _connections = [];
    private PluginHarness? _harness;
    private AgentSettings _settings = new() { Command = new CommandLine("sh") };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        if (_harness is not null)
        {
            await _harness.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task FirstRun_BeginsAndHandsThePromptOver()
    {
        await using var signals = await LaunchAsync("Do it.");
        var session = await BeginAsync();
        Assert.Equal("http", (string?)session["params"]!["mcpServers"]![0]!["type"]);
        Assert.Equal("Bearer t", (string?)session["params"]!["mcpServers"]![0]!["headers"]![0]!["value"]);
        Assert.Equal("s1", (await signals.NextAsync<ConversationStarted>()).ConversationId);

        var prompt = await HearAsync("session/prompt");
        Assert.Equal("Do it.", (string?)prompt["params"]!["prompt"]![0]!["text"]);
        _process.Say(Update);
        Answer(prompt, """{"stopReason":"end_turn","usage":{"inputTokens":10,"outputTokens":3,"cachedReadTokens":4,"totalTokens":17}}""");

        Assert.Equal(AgentActivity.Active, (await signals.NextAsync<ActivityChanged>()).Activity);
        var usage = await signals.NextAsync<UsageReported>();
        Assert.Equal((14, 4, 3), (usage.InputTokens, usage.CachedTokens, usage.OutputTokens));
        var ended = await signals.NextAsync<TurnEnded>();
        Assert.Equal((TurnOutcome.Completed, "Hi."), (ended.Outcome, ended.Detail));
    }

    [Fact]
    public async Task NoHttp_ToolsAreStartedWithTheirEnvironment()
    {
        await using var signals = await LaunchAsync("Do it.");
        var server = (await BeginAsync("{}"))["params"]!["mcpServers"]![0]!;

        Assert.Equal("bridge", (string?)server["command"]);
        Assert.Equal([AgentToolServer.AddressVariable, AgentToolServer.TokenVariable], server["env"]!.AsArray().Select(static pair => (string)pair!["name"]!));
    }

    [Fact]
    public async Task HostDied_TheNextAsksForNothingAgainAndUnderstandsTheLateAnswer()
    {
        JsonNode prompt;
        long cursor;
        await using (var first = await LaunchAsync("Do it."))
        {
            await BeginAsync();
            cursor = (await first.NextAsync<ConversationStarted>()).Cursor;
            prompt = await HearAsync("session/prompt");
        }

        await using var second = Connect(cursor);
        Answer(prompt, """{"stopReason":"end_turn"}""");

        Assert.Equal(AgentActivity.Active, (await second.NextAsync<ActivityChanged>()).Activity);
        Assert.Equal(TurnOutcome.Completed, (await second.NextAsync<TurnEnded>()).Outcome);
        Assert.False(_process.HasHeard);
    }

    [Fact]
    public async Task Question_CallIsToldOfWhileTheAgentWaits_StaysOpenUntilTheCallHasEnded()
    {
        await using var signals = await LaunchAsync("Do it.");
        await BeginAsync();
        await HearAsync("session/prompt");
        _process.Say(Question);
        var asked = await signals.NextAsync<PermissionAsked>();

        _process.Say(UpdateOf("in_progress", "touch x, in the workspace"));
        var next = await signals.NextAsync<AgentSignal>();
        while (next is not ActivityChanged { Detail: "touch x, in the workspace" })
        {
            Assert.IsNotType<PermissionSettled>(next);
            next = await signals.NextAsync<AgentSignal>();
        }

        _process.Say(UpdateOf("completed", "touch x, in the workspace"));

        Assert.Equal(asked.QuestionId, (await signals.NextAsync<PermissionSettled>()).QuestionId);

        static string UpdateOf(string status, string title) =>
            new JsonObject
            {
                ["method"] = "session/update",
                ["params"] = new JsonObject { ["sessionId"] = "s1", ["update"] = new JsonObject { ["sessionUpdate"] = "tool_call_update", ["toolCallId"] = "c1", ["status"] = status, ["title"] = title } },
            }.ToJsonString();
    }

    [Fact]
    public async Task Question_IsAnsweredByKind_AlsoByALaterHost()
    {
        long cursor;
        PermissionAsked asked;
        await using (var first = await LaunchAsync("Do it."))
        {
            await BeginAsync();
            await HearAsync("session/prompt");
            _process.Say(Question);
            asked = await first.NextAsync<PermissionAsked>();
            cursor = (await first.NextAsync<ActivityChanged>()).Cursor;
        }

        await using var second = Connect(cursor);
        await ((IPermissionResponder)_connections[^1]).AnswerAsync(new PermissionAnswer(asked.QuestionId, IsAllowed: true), Token);

        Assert.Equal("a", (string?)JsonNode.Parse(await _process.HearAsync())!["result"]!["outcome"]!["optionId"]);
        _process.Exit(0);
        await second.NextAsync<RunEnded>();
    }

    [Fact]
    public async Task Permissionless_IsAnsweredWithoutAPerson()
    {
        _settings = _settings with { Permissions = PermissionMode.Permissionless };
        await using var signals = await LaunchAsync("Do it.");
        await BeginAsync();
        var prompt = await HearAsync("session/prompt");
        var next = signals.NextAsync<TurnEnded>();
        _process.Say(Question);

        Assert.Equal("a", (string?)JsonNode.Parse(await _process.HearAsync())!["result"]!["outcome"]!["optionId"]);
        Answer(prompt, """{"stopReason":"end_turn"}""");
        await next;
    }

    [Fact]
    public async Task FilesAndTerminals_AreRefused()
    {
        await using var signals = await LaunchAsync("Do it.");
        await BeginAsync();
        var next = signals.NextAsync<RunEnded>();
        await HearAsync("session/prompt");
        _process.Say("""{"jsonrpc":"2.0","id":"x","method":"fs/read_text_file","params":{"path":"/etc/passwd"}}""");

        Assert.Equal(-32601, (int?)JsonNode.Parse(await _process.HearAsync())!["error"]!["code"]);
        _process.Exit(0);
        await next;
    }

    [Theory]
    [InlineData("""{"code":-32603,"message":"API Error","data":{"errorKind":"rate_limit"}}""", ProviderLimitKind.RateLimited)]
    [InlineData("""{"code":-32603,"message":"x","data":{"errorKind":"authentication_failed"}}""", ProviderLimitKind.SignInExpired)]
    [InlineData("""{"code":-32000,"message":"Authentication required"}""", ProviderLimitKind.SignInExpired)]
    [InlineData("""{"code":-32603,"message":"529 overloaded"}""", ProviderLimitKind.Overloaded)]
    [InlineData("""{"code":-32603,"message":"You exceeded your current quota"}""", ProviderLimitKind.Exhausted)]
    public async Task Refusal_IsToldWithItsKind(string error, ProviderLimitKind kind)
    {
        await using var signals = await LaunchAsync("Do it.");
        await BeginAsync();
        var prompt = await HearAsync("session/prompt");
        _process.Say($$"""{"jsonrpc":"2.0","id":{{prompt["id"]!.ToJsonString()}},"error":{{error}} }""");

        Assert.Equal(kind, (await signals.NextAsync<ProviderLimited>()).Kind);
        Assert.Equal(TurnOutcome.Limited, (await signals.NextAsync<TurnEnded>()).Outcome);
    }

    [Fact]
    public async Task AgentThatRefusesToBegin_EndsInAClearFact()
    {
        await using var signals = await LaunchAsync("Do it.");
        var initialize = await HearAsync("initialize");
        _process.Say($$"""{"jsonrpc":"2.0","id":{{initialize["id"]!.ToJsonString()}},"error":{"code":-32603,"message":"No."} }""");

        Assert.Equal((AgentActivity.Blocked, "No."), await signals.NextAsync<ActivityChanged>() is var changed ? (changed.Activity, changed.Detail) : default);
        Assert.Equal(TurnOutcome.Failed, (await signals.NextAsync<TurnEnded>()).Outcome);
        Assert.Equal(MessageStage.Failed, (await _connections[^1].SendAsync(new AgentMessage { Id = "m1", Text = "x" }, Token)).Stage);
    }

    [Fact]
    public async Task ProcessThatDoesNotRead_EndsInAClearFact()
    {
        _process.IsDeaf = true;
        await using var signals = await LaunchAsync("Do it.");

        Assert.Equal((AgentActivity.Blocked, "does not read"), await signals.NextAsync<ActivityChanged>() is var changed ? (changed.Activity, changed.Detail) : default);
        Assert.Equal(TurnOutcome.Failed, (await signals.NextAsync<TurnEnded>()).Outcome);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("""{"jsonrpc":"2.0","id":"session#x","result":{"sess""")]
    [InlineData("[1,2]")]
    public async Task Garbage_IsToldAndTheRestGoesOn(string line)
    {
        await using var signals = await LaunchAsync("Do it.");
        _process.Say(line);
        Assert.Contains("no JSON object", (await signals.NextAsync<OutputUnreadable>()).Problem, StringComparison.Ordinal);

        await BeginAsync();
        await signals.NextAsync<ConversationStarted>();
    }

    [Theory]
    [InlineData("""{"method":"session/update"}""")]
    [InlineData("""{"method":"session/update","params":[]}""")]
    [InlineData("""{"method":"session/request_permission","id":7,"params":{"options":{},"toolCall":3}}""")]
    [InlineData("""{"id":"session#1","result":7}""")]
    [InlineData("""{"id":"prompt#1","error":"no"}""")]
    [InlineData("""{"id":"initialize#1","result":[]}""")]
    [InlineData("""{"id":"nothing","result":{}}""")]
    public async Task MessagesOfAnotherShape_DoNoHarm(string line)
    {
        await using var signals = await LaunchAsync("Do it.");
        _process.Say(line);
        _process.Exit(3);

        Assert.Equal(3, (await signals.NextAsync<RunEnded>()).ExitCode);
    }

    [Fact]
    public async Task DeathMidTurn_IsTheRunsEnd()
    {
        await using var signals = await LaunchAsync("Do it.");
        await BeginAsync();
        await HearAsync("session/prompt");
        _process.Say(Update);
        _process.Say(System.Text.Encoding.UTF8.GetBytes("{\"half"));
        _process.Exit(137);

        Assert.Equal(137, (await signals.NextAsync<RunEnded>()).ExitCode);
        Assert.Equal(MessageStage.Failed, (await _connections[^1].SendAsync(new AgentMessage { Id = "m1", Text = "x" }, Token)).Stage);
    }

    [Fact]
    public async Task Flood_IsReadInBoundedMemory()
    {
        var process = new FloodRun(16 * 1024);
        await PrepareAsync("Do it.");
        await using var connection = Connection(process, 0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var signals = 0;
        await foreach (var _ in connection.ReadSignalsAsync(Token))
        {
            signals++;
        }

        Assert.InRange(signals, 1, 10);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64 * 1024 * 1024);
    }

    private async Task<JsonNode> BeginAsync(string tools = """{"http":true}""")
    {
        Answer(await HearAsync("initialize"), $$"""{"protocolVersion":1,"agentCapabilities":{"mcpCapabilities":{{tools}} } }""");
        var session = await HearAsync("session/new");
        Answer(session, """{"sessionId":"s1"}""");
        return session;
    }

    private async Task<JsonNode> HearAsync(string method)
    {
        var heard = JsonNode.Parse(await _process.HearAsync())!;
        Assert.Equal(method, (string?)heard["method"]);
        return heard;
    }

    private void Answer(JsonNode request, string result) => _process.Say($$"""{"jsonrpc":"2.0","id":{{request["id"]!.ToJsonString()}},"result":{{result}} }""");

    private async Task<SignalPump> LaunchAsync(string prompt)
    {
        await PrepareAsync(prompt);
        return Connect(0);
    }

    private async Task PrepareAsync(string prompt)
    {
        _harness = await PluginHarness.StartAsync<AcpPlugin>();
        await _harness.Get<IAgent>("acp").PrepareLaunchAsync(
            new AgentLaunchRequest
            {
                Run = Run,
                Workspace = Work(),
                StateFolder = _folder.Path,
                HomeFolder = _folder.Path,
                Prompt = prompt,
                Settings = _settings,
                Runtime = s_local,
                Tools = new AgentToolServer { Address = new Uri("http://127.0.0.1:1/mcp"), Token = "t", Bridge = new CommandLine("bridge", "x") },
            },
            Token);
    }

    private static RunId Run => new(SessionId.Parse("shop-1"), 1);

    private SignalPump Connect(long cursor) => new(Connection(_process, cursor));

    private IAgentConnection Connection(IRun process, long cursor)
    {
        var connection = _harness!.Get<IAgent>("acp").Connect(new AgentConnectionRequest
        {
            Run = Run,
            Workspace = Work(),
            StateFolder = _folder.Path,
            HomeFolder = _folder.Path,
            Process = process,
            Settings = _settings,
            Runtime = s_local,
            Cursor = cursor,
        });
        _connections.Add(connection);
        return connection;
    }

    private Workspace Work() => new()
    {
        Source = new ProjectSource { Project = ProjectId.Parse("shop"), Location = _folder.Path },
        Session = SessionId.Parse("shop-1"),
        Path = _folder.Path,
        Branch = "b",
        BaseRevision = "r",
    };
}
