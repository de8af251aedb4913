using System.Runtime.CompilerServices;
using System.Text;
using Ao.Agents;
using Ao.Runtimes;

namespace Ao.Plugins.Codex.Tests;

public sealed class AppServerConnectionTests : IDisposable
{
    private readonly CodexFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task ReadSignalsAsync_NewRun_BeginsAndGivesThePromptOnce()
    {
        var run = new FakeRun { Hears = FakeAppServer.Hear };
        var signals = await ReadUntilTurnEndsAsync(run, 0);

        Assert.Equal(FakeAppServer.Thread, Assert.IsType<ConversationStarted>(signals[0]).ConversationId);
        Assert.Equal(AgentActivity.Active, Assert.IsType<ActivityChanged>(signals[1]).Activity);
        Assert.Equal((100, 2, 3, 1), Usage(Assert.IsType<UsageReported>(signals[2])));
        Assert.Equal((TurnOutcome.Completed, "Words 1"), Outcome(Assert.IsType<TurnEnded>(signals[3])));
        Assert.Equal(["initialize", "initialized", "thread/start", "turn/start"], Methods(run));
    }

    [Fact]
    public async Task ReadSignalsAsync_HostStartedAgain_DoesNothingTwice_AndGivesWhatIsBehindTheCursor()
    {
        var run = new FakeRun { Hears = FakeAppServer.Hear };
        var signals = await ReadUntilTurnEndsAsync(run, 0);
        for (var index = 0; index < signals.Count - 1; index++)
        {
            Assert.True(signals[index].Cursor < signals[index + 1].Cursor);
            Assert.Equal(signals.Skip(index + 1), await ReadUntilTurnEndsAsync(run, signals[index].Cursor));
        }

        Assert.Single(Methods(run), static method => method == "thread/start");
        Assert.Single(Methods(run), static method => method == "turn/start");
    }

    [Fact]
    public async Task SendAsync_SameMessageToTwoHosts_IsGivenOnce()
    {
        var run = new FakeRun { Hears = FakeAppServer.Hear };
        for (var host = 0; host < 2; host++)
        {
            using var lettingGo = new CancellationTokenSource();
            await using var connection = await _fixture.ConnectAsync(run, prompt: null);
            List<AgentSignal> signals = [];
            var pump = Task.Run(
                async () =>
                {
                    await foreach (var signal in connection.ReadSignalsAsync(lettingGo.Token))
                    {
                        signals.Add(signal);
                    }
                },
                Token);

            Assert.Equal(MessageStage.TurnStarted, (await connection.SendAsync(new AgentMessage { Id = "m#1", Text = "a\n\"b\"" }, Token)).Stage);
            await lettingGo.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pump);
        }

        Assert.Single(Methods(run), static method => method == "turn/start");
    }

    [Fact]
    public async Task ReadSignalsAsync_ResumedConversation_CountsFromWhatWasUsedBefore()
    {
        var run = new FakeRun();
        run.Say(Answer("thread#a-1", $$$$$"""{"thread":{"id":"{{{{{FakeAppServer.Thread}}}}}"}}"""));
        run.Say(FakeAppServer.Usage("before", 5000));
        run.Say(FakeAppServer.Turn("t9", "Words", 5070));
        run.Exit(0);

        var signals = await ReadAllAsync(run, conversation: FakeAppServer.Thread);

        Assert.Equal(70, Assert.Single(signals.OfType<UsageReported>()).InputTokens);
    }

    [Fact]
    public async Task ReadSignalsAsync_Garbage_IsToldOfAndPassedOver()
    {
        var run = new FakeRun();
        run.Say("garbage \u001b[31m\n[1]\n{\"half\": \n\n{}\n{\"method\":5,\"id\":{}}\n{\"method\":\"turn/completed\"}\n");
        run.Say(Begun() + FakeAppServer.Turn("t1", "Words", 10) + "{\"method\":\"turn/star");
        run.Exit(3);

        var signals = await ReadAllAsync(run);

        Assert.Contains(signals, static signal => signal is OutputUnreadable unreadable && unreadable.Problem == Printable.Clean(unreadable.Problem));
        Assert.Contains(signals, static signal => signal is TurnEnded { Detail: "Words" });
        Assert.Equal(3, Assert.IsType<RunEnded>(signals[^1]).ExitCode);
        Assert.Equal(signals.Select(static signal => signal.Cursor).Order(), signals.Select(static signal => signal.Cursor));
    }

    [Fact]
    public async Task ReadSignalsAsync_DeathInATurn_TellsWhatWasUsedAndTheEnd()
    {
        var run = new FakeRun();
        run.Say(Begun() + """{"method":"turn/started","params":{"turn":{"id":"t1"}}}""" + "\n" + FakeAppServer.Usage("t1", 40));
        run.Exit(137);

        var signals = await ReadAllAsync(run);

        Assert.Equal(40, Assert.IsType<UsageReported>(signals[^2]).InputTokens);
        Assert.Equal(137, Assert.IsType<RunEnded>(signals[^1]).ExitCode);
        Assert.DoesNotContain(signals, static signal => signal is TurnEnded);
    }

    [Fact]
    public async Task ReadSignalsAsync_OtherConversations_AreNotTheSessions()
    {
        var run = new FakeRun();
        run.Say(Begun() + FakeAppServer.Turn("t1", "Title", 10).Replace(FakeAppServer.Thread, "01a2140c-660f-7103-8ff0-000000000000", StringComparison.Ordinal));
        run.Exit(0);

        Assert.Equal([typeof(ConversationStarted), typeof(RunEnded)], (await ReadAllAsync(run)).Select(static signal => signal.GetType()));
    }

    [Fact]
    public async Task ReadSignalsAsync_UnknownRequest_IsRefusedSoThatNobodyWaits()
    {
        var run = new FakeRun { Hears = static (_, _) => { } };
        await using var connection = await _fixture.ConnectAsync(run);
        await using var reading = connection.ReadSignalsAsync(Token).GetAsyncEnumerator(Token);
        run.Say("{\"id\":7,\"method\":\"item/tool/requestUserInput\",\"params\":{}}\n" + Begun());

        Assert.True(await reading.MoveNextAsync());
        Assert.Contains(run.Lines, static line => line.StartsWith("{\"id\":7,\"error\":", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "accept")]
    [InlineData(false, "decline")]
    public async Task AnswerAsync_OpenQuestion_IsAnsweredByItsId(bool isAllowed, string decision)
    {
        var run = new FakeRun { Hears = FakeAppServer.Hear };
        await using var connection = await _fixture.ConnectAsync(run, prompt: null);
        await using var reading = connection.ReadSignalsAsync(Token).GetAsyncEnumerator(Token);
        run.Say(FakeAppServer.Question(0, "rm -rf x"));
        var asked = (PermissionAsked)(await PumpAsync(reading, static signal => signal is PermissionAsked))[^1];
        Assert.Equal(("codex-1-0", "shell", "rm -rf x"), (asked.QuestionId, asked.Tool, asked.Title));
        var rest = PumpAsync(reading, static signal => signal is PermissionSettled);

        await ((IPermissionResponder)connection).AnswerAsync(new PermissionAnswer("codex-0-0", isAllowed), Token);
        await ((IPermissionResponder)connection).AnswerAsync(new PermissionAnswer(asked.QuestionId, isAllowed), Token);

        Assert.Equal($$$$$"""{"id":0,"result":{"decision":"{{{{{decision}}}}}"}}""", run.Lines[^1]);
        run.Say("""{"method":"serverRequest/resolved","params":{"requestId":0}}""" + "\n");
        Assert.Equal(asked.QuestionId, ((PermissionSettled)(await rest)[^1]).QuestionId);
        Assert.Single(run.Lines, static line => line.Contains("decision", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadSignalsAsync_TurnEndsWithAnOpenQuestion_SettlesIt()
    {
        var run = new FakeRun();
        run.Say(Begun() + FakeAppServer.Question(4, "x") + FakeAppServer.Turn("t1", "Words", 10, status: "interrupted"));
        run.Exit(0);

        var signals = await ReadAllAsync(run);

        Assert.Equal("codex-1-4", Assert.Single(signals.OfType<PermissionSettled>()).QuestionId);
        Assert.Equal(TurnOutcome.Interrupted, Assert.Single(signals.OfType<TurnEnded>()).Outcome);
    }

    [Fact]
    public async Task ReadSignalsAsync_UsedUpPlan_TellsWhenItPasses()
    {
        var run = new FakeRun();
        run.Say(Begun()
            + """{"method":"account/rateLimits/updated","params":{"rateLimits":{"primary":{"usedPercent":20,"resetsAt":1795700000},"secondary":{"usedPercent":100,"resetsAt":1795800000}}}}""" + "\n"
            + FakeAppServer.Turn("t1", "", 10, status: "failed", error: """{"message":"limit","codexErrorInfo":"usageLimitExceeded"}"""));
        run.Exit(0);

        var signals = await ReadAllAsync(run);

        var limited = Assert.Single(signals.OfType<ProviderLimited>());
        Assert.Equal((ProviderLimitKind.Exhausted, DateTimeOffset.FromUnixTimeSeconds(1795800000)), (limited.Kind, limited.ResetsAt));
        Assert.Equal((TurnOutcome.Limited, "limit"), Outcome(Assert.Single(signals.OfType<TurnEnded>())));
    }

    [Fact]
    public async Task SendAsync_RunThatHasEnded_Fails()
    {
        var run = new FakeRun { Hears = FakeAppServer.Hear };
        await using var connection = await _fixture.ConnectAsync(run, prompt: null);
        run.Exit(1);
        await foreach (var signal in connection.ReadSignalsAsync(Token))
        {
            Assert.NotNull(signal);
        }

        Assert.Equal(MessageStage.Failed, (await connection.SendAsync(new AgentMessage { Id = "m1", Text = "a" }, Token)).Stage);
        await connection.InterruptAsync(Token);
    }

    [Fact]
    public async Task ReadSignalsAsync_AGigabyteWithoutALine_NeedsLittleMemory()
    {
        await using var connection = await _fixture.ConnectAsync(new FloodingRun());
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var signals = await connection.ReadSignalsAsync(Token).ToListAsync(Token);

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64 * 1024 * 1024);
        Assert.Equal([typeof(OutputUnreadable), typeof(RunEnded)], signals.Select(static signal => signal.GetType()));
    }

    private static string Begun() => Answer("thread#a-1", $$$$$"""{"thread":{"id":"{{{{{FakeAppServer.Thread}}}}}"}}""");

    private static string Answer(string id, string result) => $$$$$"""{"id":"{{{{{id}}}}}","result":{{{{{result}}}}}}""" + "\n";

    private static (long Input, long Cached, long Output, long Reasoning) Usage(UsageReported usage) => (usage.InputTokens, usage.CachedTokens, usage.OutputTokens, usage.ReasoningTokens);

    private static (TurnOutcome Outcome, string? Detail) Outcome(TurnEnded ended) => (ended.Outcome, ended.Detail);

    private static List<string> Methods(FakeRun run) =>
        [.. run.Lines.Select(static line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("method").GetString()!).Where((method, index) => method != "initialize" || index == 0)];

    private static async Task<List<AgentSignal>> PumpAsync(IAsyncEnumerator<AgentSignal> reading, Func<AgentSignal, bool> isLast)
    {
        List<AgentSignal> signals = [];
        while (await reading.MoveNextAsync())
        {
            signals.Add(reading.Current);
            if (isLast(reading.Current))
            {
                break;
            }
        }

        return signals;
    }

    private async Task<List<AgentSignal>> ReadUntilTurnEndsAsync(FakeRun run, long cursor)
    {
        await using var connection = await _fixture.ConnectAsync(run, cursor: cursor);
        await using var reading = connection.ReadSignalsAsync(Token).GetAsyncEnumerator(Token);
        return await PumpAsync(reading, static signal => signal is TurnEnded);
    }

    private async Task<List<AgentSignal>> ReadAllAsync(FakeRun run, string? conversation = null)
    {
        await using var connection = await _fixture.ConnectAsync(run, conversation: conversation);
        return await connection.ReadSignalsAsync(Token).ToListAsync(Token);
    }

    /// <summary>Writes a gigabyte, and reads nothing.</summary>
    private sealed class FloodingRun : IRun
    {
        public bool CanWrite => true;

        public bool CanSendKeys => false;

        public bool CanSignal => false;

        public async IAsyncEnumerable<RunEvent> WatchAsync(long cursor = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var chunk = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
            for (var written = 0L; written < 1024L * 1024 * 1024; written += chunk.Length)
            {
                yield return new RunOutput(written, chunk);
            }

            await Task.Yield();
            yield return new RunExited(0);
        }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default) => throw new AoException("does not read");

        public ValueTask<string> ReadErrorAsync(int limit, CancellationToken cancellationToken = default) => ValueTask.FromResult("");

        public ValueTask SendKeyAsync(RunKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask SignalAsync(RunSignal signal, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
