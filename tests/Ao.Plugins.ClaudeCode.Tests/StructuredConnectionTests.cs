using System.Text.Json;
using Ao.Plugins.ClaudeCode.Launch;

namespace Ao.Plugins.ClaudeCode.Tests;

public sealed class StructuredConnectionTests : IDisposable
{
    private const string Begun = """{"type":"control_response","response":{"subtype":"success","request_id":"ao-begin","response":{}}}""" + "\n";
    private const string Init = """{"type":"system","subtype":"init","session_id":"c-1"}""" + "\n";
    private const string Result = """{"type":"result","subtype":"success","is_error":false,"result":"Done.","terminal_reason":"completed","model_usage_since_last_result":{"m":{"inputTokens":10,"outputTokens":2,"cacheReadInputTokens":5,"cacheCreationInputTokens":1}}}""" + "\n";
    private const string Question = """{"type":"control_request","request_id":"q-1","request":{"subtype":"can_use_tool","tool_name":"Bash","input":{"command":"rm -rf x","n":3},"tool_use_id":"t-1"}}""" + "\n";
    private readonly AgentFixture _fixture = new();
    private readonly ScriptedRun _run = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task ReadSignals_ATurn_IsTold()
    {
        var signals = await ReadAsync(Begun + Init + Result);

        Assert.Collection(
            signals,
            static signal => Assert.NotEmpty(Assert.IsType<ConversationStarted>(signal).ConversationId),
            static signal => Assert.Equal("c-1", Assert.IsType<ConversationStarted>(signal).ConversationId),
            static signal => Assert.Equal(AgentActivity.Active, Assert.IsType<ActivityChanged>(signal).Activity),
            static signal => Assert.Equal((16, 2, 5), Assert.IsType<UsageReported>(signal) is var used ? (used.InputTokens, used.OutputTokens, used.CachedTokens) : default),
            static signal => Assert.Equal((TurnOutcome.Completed, "Done."), Assert.IsType<TurnEnded>(signal) is var ended ? (ended.Outcome, ended.Detail) : default),
            static signal => Assert.Equal(0, Assert.IsType<RunEnded>(signal).ExitCode));
        Assert.Equal(signals.Select(static signal => signal.Cursor).Order().Distinct(), signals.Select(static signal => signal.Cursor));
    }

    [Fact]
    public async Task ReadSignals_FromAnyCursor_GivesTheRest()
    {
        var all = await ReadAsync(Begun + Init + Question + Result + "garbage\n" + Init + Result);

        for (var index = 0; index < all.Count - 1; index++)
        {
            await using var connection = _fixture.Agent.Connect(_fixture.Connection(_run, cursor: all[index].Cursor));
            Assert.Equal(all.Skip(index + 1).Select(static signal => signal.ToString()), (await ReadAsync(connection)).Select(static signal => signal.ToString()));
        }
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("{\"type\":\"result\",")]
    [InlineData("[1,2]")]
    [InlineData("\u0000\u001b[31m{}")]
    public async Task ReadSignals_BrokenLine_IsToldAndNothingElseIsAffected(string line)
    {
        var signals = await ReadAsync(Begun + line + "\n" + Init + Result);

        var told = Assert.Single(signals.OfType<OutputUnreadable>());
        Assert.DoesNotContain('\u001b', told.Problem);
        Assert.Single(signals.OfType<TurnEnded>());
    }

    [Theory]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"type":"assistant","message":[]}""")]
    [InlineData("""{"type":"assistant","message":{"id":7,"content":{"type":"text"}}}""")]
    [InlineData("""{"type":"control_request","request":null}""")]
    [InlineData("""{"type":"control_response","response":"x"}""")]
    [InlineData("""{"type":"user","isReplay":true,"uuid":"../../etc/passwd"}""")]
    [InlineData("""{"type":"command_lifecycle","state":"started","command_uuid":"../../../x"}""")]
    [InlineData("""{"type":"rate_limit_event","rate_limit_info":{"status":"rejected","resetsAt":-1}}""")]
    [InlineData("""{"type":"system","subtype":"api_retry","error_status":429,"retry_delay_ms":1e300}""")]
    [InlineData("""{"type":"result","is_error":"yes","result":7,"model_usage_since_last_result":{"m":3}}""")]
    public async Task ReadSignals_FieldsOfAnotherKind_ChangeNothing(string line)
    {
        var signals = await ReadAsync(Begun + line + "\n" + Init + Result);

        Assert.Equal("Done.", signals.OfType<TurnEnded>().Last().Detail);
        Assert.IsType<RunEnded>(signals[^1]);
    }

    [Fact]
    public async Task ReadSignals_HalfALineAtTheEnd_IsToldBeforeTheEnd()
    {
        var signals = await ReadAsync(Begun + Init + "{\"type\":\"resu", exitCode: 137);

        Assert.IsType<OutputUnreadable>(signals[^2]);
        Assert.Equal(137, Assert.IsType<RunEnded>(signals[^1]).ExitCode);
        Assert.Empty(signals.OfType<TurnEnded>());
    }

    [Fact]
    public async Task ReadSignals_FloodWithoutEnd_NeedsLittleMemory()
    {
        await PrepareAsync();
        await using var connection = _fixture.Agent.Connect(_fixture.Connection(new FloodingRun(bytes: 1L << 30)));
        var signals = await ReadAsync(connection);

        Assert.Single(signals.OfType<OutputUnreadable>());
        Assert.IsType<RunEnded>(signals[^1]);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) < 200L << 20);
    }

    [Fact]
    public async Task ReadSignals_LostOutput_IsTold()
    {
        await PrepareAsync();
        _run.Say(Begun).Lose(1000).Say("rest\n" + Init + Result).Exit(0);
        await using var connection = _fixture.Agent.Connect(_fixture.Connection(_run));
        var signals = await ReadAsync(connection);

        Assert.Contains(signals.OfType<OutputUnreadable>(), static part => part.Problem.Contains("1000 bytes", StringComparison.Ordinal));
        Assert.Single(signals.OfType<TurnEnded>());
    }

    [Fact]
    public async Task Beginning_GreetsAndGivesThePromptWithAFixedId()
    {
        await ReadAsync(Begun);
        await using var again = _fixture.Agent.Connect(_fixture.Connection(_run));
        await ReadAsync(again);

        Assert.Equal(2, _run.Written.Count);
        Assert.Equal(_run.Written[0], _run.Written[1]);
        var lines = _run.Written[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("initialize", lines[0], StringComparison.Ordinal);
        Assert.Equal("Do it.", JsonDocument.Parse(lines[1]).RootElement.GetProperty("message").GetProperty("content").GetString());
    }

    [Fact]
    public async Task Beginning_ProcessThatDoesNotRead_EndsInItsEnd()
    {
        _run.Fails = true;

        var signals = await ReadAsync("", exitCode: 1);

        Assert.Equal(1, Assert.IsType<RunEnded>(Assert.Single(signals)).ExitCode);
    }

    [Theory]
    [InlineData(true, "\"behavior\":\"allow\",\"updatedInput\":{\"command\":\"rm -rf x\",\"n\":3}")]
    [InlineData(false, "\"behavior\":\"deny\",\"message\":\"Not now.\"")]
    public async Task Answer_GoesToTheQuestion_AndWhatFollowsSettlesIt(bool isAllowed, string written)
    {
        await PrepareAsync();
        _run.Say(Begun + Question);
        await using var connection = _fixture.Agent.Connect(_fixture.Connection(_run));
        await using var signals = connection.ReadSignalsAsync(Token).GetAsyncEnumerator(Token);
        PermissionAsked? asked = null;
        while (asked is null && await signals.MoveNextAsync())
        {
            asked = signals.Current as PermissionAsked;
        }

        Assert.Equal(("q-1", "Bash", "Bash: rm -rf x"), (asked!.QuestionId, asked.Tool, asked.Title));
        await ((IPermissionResponder)connection).AnswerAsync(new PermissionAnswer("q-1", isAllowed, isAllowed ? null : "Not now."), Token);
        await ((IPermissionResponder)connection).AnswerAsync(new PermissionAnswer("q-none", isAllowed), Token);

        Assert.Contains(written, _run.Written[^1], StringComparison.Ordinal);
        _run.Say("""{"type":"control_response","response":{"subtype":"success","request_id":"ao-answered:q-1"}}""" + "\n").Exit(0);
        var rest = new List<AgentSignal>();
        while (await signals.MoveNextAsync())
        {
            rest.Add(signals.Current);
        }

        Assert.Equal("q-1", Assert.Single(rest.OfType<PermissionSettled>()).QuestionId);
        Assert.Contains(rest, static signal => signal is ActivityChanged { Activity: AgentActivity.Active });
    }

    [Fact]
    public async Task UnknownRequest_IsRefused_SoThatNobodyWaits()
    {
        await ReadAsync(Begun + """{"type":"control_request","request_id":"e-1","request":{"subtype":"elicitation"}}""" + "\n");

        Assert.Contains(_run.Written, static line => line.Contains("\"request_id\":\"e-1\",\"error\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"api_error_status\":429", "", ProviderLimitKind.RateLimited)]
    [InlineData("\"api_error_status\":429", """{"type":"rate_limit_event","rate_limit_info":{"status":"rejected","resetsAt":1795650000}}""", ProviderLimitKind.Exhausted)]
    [InlineData("\"api_error_status\":529", "", ProviderLimitKind.Overloaded)]
    [InlineData("\"api_error_status\":null,\"api_error\":\"connection_failed\"", "", ProviderLimitKind.Overloaded)]
    [InlineData("\"api_error_status\":403", "", ProviderLimitKind.SignInExpired)]
    [InlineData("\"api_error_status\":400", """{"type":"assistant","is_api_error_message":true,"error":"billing_error","message":{}}""", ProviderLimitKind.Exhausted)]
    public async Task Refusal_HasItsKind(string fields, string before, ProviderLimitKind kind)
    {
        var signals = await ReadAsync(Begun + Init + before + "\n{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,\"terminal_reason\":\"api_error\",\"result\":\"refused\"," + fields + "}\n");

        var limited = Assert.Single(signals.OfType<ProviderLimited>());
        Assert.Equal(kind, limited.Kind);
        Assert.Equal(before.Contains("resetsAt", StringComparison.Ordinal), limited.ResetsAt is not null);
        Assert.Equal(TurnOutcome.Limited, Assert.Single(signals.OfType<TurnEnded>()).Outcome);
    }

    [Fact]
    public async Task Failure_ThatIsNoLimit_IsAFailedTurn()
    {
        var signals = await ReadAsync(Begun + Init + """{"type":"result","is_error":true,"terminal_reason":"api_error","api_error_status":400,"result":"Prompt is too long"}""" + "\n");

        Assert.Empty(signals.OfType<ProviderLimited>());
        Assert.Equal((TurnOutcome.Failed, "Prompt is too long"), signals.OfType<TurnEnded>().Single() is var ended ? (ended.Outcome, ended.Detail) : default);
    }

    [Fact]
    public async Task Send_Message_IsKnownAgainByAnyHost()
    {
        await PrepareAsync();
        await using (var first = _fixture.Agent.Connect(_fixture.Connection(_run)))
        {
            Assert.Equal(MessageStage.Submitted, (await first.SendAsync(new AgentMessage { Id = "m/../1", Text = "/exit" }, Token)).Stage);
        }

        var line = JsonDocument.Parse(_run.Written[^1]).RootElement;
        Assert.Equal("Message: /exit", line.GetProperty("message").GetProperty("content").GetString());
        var id = line.GetProperty("uuid").GetString();
        _run.Say($$"""{"type":"command_lifecycle","state":"started","command_uuid":"{{id}}"}""" + "\n" + $$"""{"type":"user","isReplay":true,"uuid":"{{id}}"}""" + "\n").Exit(0);
        await using var second = _fixture.Agent.Connect(_fixture.Connection(_run));
        var signals = await ReadAsync(second);

        Assert.Equal("m/../1", Assert.Single(signals.OfType<TurnStarted>()).MessageId);
        Assert.Equal("m/../1", Assert.Single(signals.OfType<MessageAcknowledged>()).MessageId);
    }

    [Fact]
    public async Task Send_ProcessThatDoesNotRead_FailsWithTheReason()
    {
        await PrepareAsync();
        _run.Fails = true;
        await using var connection = _fixture.Agent.Connect(_fixture.Connection(_run));

        Assert.Equal(new MessageDelivery(MessageStage.Failed, "does not read"), await connection.SendAsync(new AgentMessage { Id = "m1", Text = "x" }, Token));
        await connection.InterruptAsync(Token);
    }

    [Fact]
    public void StableId_IsTheSameForTheSame_AndAnotherForAnother()
    {
        Assert.Equal(StableId.Of("a", "bc"), StableId.Of("a", "bc"));
        Assert.NotEqual(StableId.Of("a", "bc"), StableId.Of("ab", "c"));
        Assert.True(Guid.TryParseExact(StableId.Of("a"), "d", out _));
    }

    private async Task PrepareAsync() => await _fixture.Agent.PrepareLaunchAsync(_fixture.Launch(), Token);

    private async Task<List<AgentSignal>> ReadAsync(string output, int exitCode = 0)
    {
        await PrepareAsync();
        _run.Say(output).Exit(exitCode);
        await using var connection = _fixture.Agent.Connect(_fixture.Connection(_run));
        return await ReadAsync(connection);
    }

    private static async Task<List<AgentSignal>> ReadAsync(IAgentConnection connection)
    {
        var signals = new List<AgentSignal>();
        await foreach (var signal in connection.ReadSignalsAsync(Token))
        {
            signals.Add(signal);
        }

        return signals;
    }
}
