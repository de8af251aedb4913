using Ao.Agents;
using Ao.Runtimes;

namespace Ao.Plugins.Codex.Tests;

public sealed class TerminalConnectionTests : IDisposable
{
    private readonly CodexFixture _fixture = new();
    private readonly FakeRun _run = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Log => Path.Combine(_fixture.Home, ".codex/sessions/2026/11/25", $"rollout-2026-11-25T18-00-00-{FakeAppServer.Thread}.jsonl");

    private string Hooks => Path.Combine(_fixture.State, "codex-hooks-1.jsonl");

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task ReadSignalsAsync_CodexIsUp_PromptIsTypedOnceAndRecognised()
    {
        _run.Types = text => WriteLog(Started("t1"), UserMessage(text.Trim()), Tokens(100), Complete("t1", "Words"));
        await using var connection = await _fixture.ConnectAsync(_run, AgentMode.Interactive, prompt: "/quit\tit");
        Claim();

        var signals = await PumpAsync(connection, static signal => signal is TurnEnded);

        Assert.Equal([" /quit\tit\n"], _run.Typed);
        Assert.Equal([typeof(ConversationStarted), typeof(ActivityChanged), typeof(UsageReported), typeof(TurnEnded)], signals.Select(static signal => signal.GetType()));
        Assert.Equal("Words", ((TurnEnded)signals[^1]).Detail);
        Assert.All(signals, static signal => Assert.Equal(SignalSource.Log, signal.Source));
    }

    [Fact]
    public async Task ReadSignalsAsync_AnyCursor_GivesTheRest()
    {
        await using var connection = await _fixture.ConnectAsync(_run, AgentMode.Interactive, prompt: null);
        Claim();
        WriteLog(Started("t1"), Tokens(10));
        WriteHooks(Asked("t1", "ls"), Used("ls"));
        WriteLog(Limited("t1"), "garbage", Started("t2"), Aborted("t2"));
        WriteHooks(Asked("t2", "too late"));
        _run.Exit(0);

        var signals = await connection.ReadSignalsAsync(Token).ToListAsync(Token);

        Assert.Contains(signals, static signal => signal is ProviderLimited { Kind: ProviderLimitKind.RateLimited });
        Assert.Contains(signals, static signal => signal is OutputUnreadable);
        Assert.IsType<RunEnded>(signals[^1]);
        for (var index = 0; index < signals.Count - 1; index++)
        {
            Assert.True(signals[index].Cursor <= signals[index + 1].Cursor);
            await using var later = await _fixture.ConnectAsync(_run, AgentMode.Interactive, signals[index].Cursor, prompt: null);
            Assert.Equal(signals.Skip(index + 1).Where(static signal => signal is not OutputUnreadable), (await later.ReadSignalsAsync(Token).ToListAsync(Token)).Where(static signal => signal is not OutputUnreadable));
        }
    }

    [Theory]
    [InlineData(true, RunKey.Enter)]
    [InlineData(false, RunKey.Escape)]
    public async Task AnswerAsync_OpenQuestion_PressesItsKey(bool isAllowed, RunKey key)
    {
        await using var connection = await _fixture.ConnectAsync(_run, AgentMode.Interactive, prompt: null);
        Claim();
        WriteLog(Started("t1"));
        WriteHooks(Asked("t1", "rm x"));
        _run.Presses = pressed => WriteLog(pressed == RunKey.Enter ? Complete("t1", "Done") : Aborted("t1"));
        await using var reading = connection.ReadSignalsAsync(Token).GetAsyncEnumerator(Token);
        var asked = (PermissionAsked)(await PumpAsync(reading, static signal => signal is PermissionAsked))[^1];
        Assert.Equal(("codex-1-1", "Bash", "rm x"), (asked.QuestionId, asked.Tool, asked.Title));
        var rest = PumpAsync(reading, static signal => signal is TurnEnded);

        await ((IPermissionResponder)connection).AnswerAsync(new PermissionAnswer("codex-9-1", isAllowed), Token);
        await ((IPermissionResponder)connection).AnswerAsync(new PermissionAnswer(asked.QuestionId, isAllowed), Token);

        Assert.Equal([key], _run.Keys);
        Assert.Contains(await rest, signal => signal is PermissionSettled settled && settled.QuestionId == asked.QuestionId);
    }

    [Fact]
    public async Task AnswerAsync_SeveralQuestions_AllowsNothing_AndRefusesAll()
    {
        await using var connection = await _fixture.ConnectAsync(_run, AgentMode.Interactive, prompt: null);
        Claim();
        WriteLog(Started("t1"));
        WriteHooks(Asked("t1", "rm x"), Asked("t1", "rm y"));
        _run.Presses = _ => WriteLog(Aborted("t1"));
        await using var reading = connection.ReadSignalsAsync(Token).GetAsyncEnumerator(Token);
        await PumpAsync(reading, static signal => signal is PermissionAsked { QuestionId: "codex-1-2" });
        var rest = PumpAsync(reading, static signal => signal is TurnEnded);
        var responder = (IPermissionResponder)connection;

        var error = await Assert.ThrowsAsync<AoException>(async () => await responder.AnswerAsync(new PermissionAnswer("codex-1-1", IsAllowed: true), Token));
        Assert.Contains("2 things at once", error.Message, StringComparison.Ordinal);
        Assert.Empty(_run.Keys);
        await responder.AnswerAsync(new PermissionAnswer("codex-1-2", IsAllowed: false), Token);

        Assert.Equal([RunKey.Escape], _run.Keys);
        Assert.Equal(2, (await rest).OfType<PermissionSettled>().Count());
    }

    [Fact]
    public async Task InterruptAsync_NoTurn_PressesNothing()
    {
        await using var connection = await _fixture.ConnectAsync(_run, AgentMode.Interactive, prompt: null);
        Claim();
        await using var reading = connection.ReadSignalsAsync(Token).GetAsyncEnumerator(Token);
        await PumpAsync(reading, static signal => signal is ActivityChanged { Activity: AgentActivity.Ready });
        var rest = PumpAsync(reading, static signal => signal is RunEnded);

        await connection.InterruptAsync(Token);

        Assert.Empty(_run.Keys);
        _run.Exit(0);
        await rest;
    }

    [Fact]
    public async Task ReadSignalsAsync_EndsBeforeItIsUp_TellsTheEnd()
    {
        await using var connection = await _fixture.ConnectAsync(_run, AgentMode.Interactive);
        _run.Say("Error: \u001b[31mno\n");
        _run.Exit(1);

        Assert.Equal(1, Assert.IsType<RunEnded>(Assert.Single(await connection.ReadSignalsAsync(Token).ToListAsync(Token))).ExitCode);
    }

    [Fact]
    public async Task ReadSignalsAsync_WhatEarlierRunsDid_IsNotToldAgain()
    {
        WriteLog(Started("t0"), Tokens(1000), Complete("t0", "Before"));
        await using var connection = await _fixture.ConnectAsync(_run, AgentMode.Interactive, prompt: null, conversation: FakeAppServer.Thread);
        Claim();
        WriteLog(Started("t1"), Tokens(1030), Complete("t1", "Now"));
        _run.Exit(0);

        var signals = await connection.ReadSignalsAsync(Token).ToListAsync(Token);

        Assert.Equal("Now", Assert.Single(signals.OfType<TurnEnded>()).Detail);
        Assert.Equal(30, Assert.Single(signals.OfType<UsageReported>()).InputTokens);
    }

    private static string Started(string turn) => Event($$$$$"""{"type":"task_started","turn_id":"{{{{{turn}}}}}"}""");

    private static string Complete(string turn, string words) => Event($$$$$"""{"type":"task_complete","turn_id":"{{{{{turn}}}}}","last_agent_message":"{{{{{words}}}}}"}""");

    private static string Limited(string turn) => Event($$$$$"""{"type":"task_complete","turn_id":"{{{{{turn}}}}}","error":{"message":"no","codex_error_info":{"response_too_many_failed_attempts":{"http_status_code":429}}}}""");

    private static string Aborted(string turn) => Event($$$$$"""{"type":"turn_aborted","turn_id":"{{{{{turn}}}}}"}""");

    private static string Tokens(long total) => Event($$$$$"""{"type":"token_count","info":{"total_token_usage":{"input_tokens":{{{{{total}}}}},"cached_input_tokens":0,"output_tokens":0,"reasoning_output_tokens":0},"last_token_usage":{"input_tokens":1}}}""");

    private static string UserMessage(string text) => Event($$$$$"""{"type":"item_completed","item":{"type":"UserMessage","content":[{"type":"text","text":{{{{{Quoted(text)}}}}}}]}}""");

    private static string Quoted(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";

    private static string Event(string payload) => $$$$$"""{"timestamp":"2026-11-25T18:53:29.249Z","type":"event_msg","payload":{{{{{payload}}}}}}""";

    private static string Asked(string turn, string command) => $$$$$"""{"hook_event_name":"PermissionRequest","turn_id":"{{{{{turn}}}}}","tool_name":"Bash","tool_input":{"command":"{{{{{command}}}}}","description":"why"}}""";

    private static string Used(string command) => $$$$$"""{"hook_event_name":"PostToolUse","tool_name":"Bash","tool_input":{"command":"{{{{{command}}}}}"}}""";

    private static async Task<List<AgentSignal>> PumpAsync(IAgentConnection connection, Func<AgentSignal, bool> isLast)
    {
        await using var reading = connection.ReadSignalsAsync(Token).GetAsyncEnumerator(Token);
        return await PumpAsync(reading, isLast);
    }

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

    private void Claim() => Write(Path.Combine(_fixture.Home, ".codex/thread-writer-locks", $"{FakeAppServer.Thread}.lock"), "");

    private void WriteLog(params string[] lines) => Write(Log, string.Concat(lines.Select(static line => line + "\n")));

    private void WriteHooks(params string[] lines) => Write(Hooks, string.Concat(lines.Select(static line => line + "\n")));

    private static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.AppendAllText(file, text);
    }
}
