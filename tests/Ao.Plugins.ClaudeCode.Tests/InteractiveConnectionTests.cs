using System.Text.Json.Nodes;
using Ao.Runtimes;

namespace Ao.Plugins.ClaudeCode.Tests;

public sealed class InteractiveConnectionTests : IDisposable
{
    private readonly AgentFixture _fixture = new();
    private readonly ScriptedRun _run = new();
    private readonly List<AgentSignal> _signals = [];
    private readonly CancellationTokenSource _reading = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Transcript => Path.Combine(_fixture.Home, ".claude/projects/-work/c-1.jsonl");

    public void Dispose()
    {
        _reading.Dispose();
        _fixture.Dispose();
    }

    [Fact]
    public async Task Prompt_IsTypedWhenTheToolIsReady_AndTheTurnIsRead()
    {
        await using var connection = await ConnectAsync();
        var reading = ReadAsync(connection);
        Assert.Empty(_run.Written);
        Up();
        Status("idle");
        await UntilAsync(() => _run.Written.Count > 0);
        Assert.Equal("Do it.\n", Assert.Single(_run.Written));

        Hook("""{"hook_event_name":"UserPromptSubmit","prompt":"Do it."}""");
        Status("busy");
        Log("""{"type":"assistant","message":{"id":"m","model":"x","content":[{"type":"text","text":"Done."}],"usage":{"input_tokens":10,"cache_read_input_tokens":5,"output_tokens":2}}}""");
        Log("""{"type":"assistant","message":{"id":"m","model":"x","content":[{"type":"tool_use","id":"t","name":"Bash","input":{"command":"ls"}}],"usage":{"input_tokens":10,"cache_read_input_tokens":5,"output_tokens":2}}}""");
        Hook("""{"hook_event_name":"Stop","last_assistant_message":"Done."}""");
        await UntilAsync(() => _signals.OfType<TurnEnded>().Any());
        _run.Exit(0);
        await reading;

        Assert.Equal("c-1", Assert.Single(_signals.OfType<ConversationStarted>()).ConversationId);
        Assert.Equal((15, 2, 5), Assert.Single(_signals.OfType<UsageReported>()) is var used ? (used.InputTokens, used.OutputTokens, used.CachedTokens) : default);
        Assert.Equal((TurnOutcome.Completed, "Done."), Assert.Single(_signals.OfType<TurnEnded>()) is var ended ? (ended.Outcome, ended.Detail) : default);
        Assert.IsType<RunEnded>(_signals[^1]);
        Assert.Equal(_signals.Select(static signal => signal.Cursor).Order().Distinct(), _signals.Select(static signal => signal.Cursor));
        for (var index = 0; index < _signals.Count - 1; index++)
        {
            await using var again = _fixture.Agent.Connect(_fixture.Connection(_run, AgentMode.Interactive, _signals[index].Cursor));
            var rest = new List<string>();
            await foreach (var signal in again.ReadSignalsAsync(Token))
            {
                rest.Add(signal.ToString());
            }

            Assert.Equal(_signals.Skip(index + 1).Select(static signal => signal.ToString()), rest);
        }

        Assert.Single(_run.Written);
    }

    [Fact]
    public async Task Garbage_InHooksAndTranscript_IsToldAndNothingElseIsAffected()
    {
        await using var connection = await ConnectAsync();
        var reading = ReadAsync(connection);
        Hook("garbage\u001b[31m");
        Hook("""{"hook_event_name":"SessionStart","session_id":5}""");
        Hook("""{"question":"../../x","event":{"tool_name":7,"tool_input":[]}}""");
        Up("/etc/passwd");
        Log("[]");
        Log("""{"type":"assistant","message":"x"}""");
        Log("""{"type":"user","message":{"content":[{"type":"tool_result","tool_use_id":7}]}}""");
        Hook("""{"hook_event_name":"UserPromptSubmit","prompt":"Do it."}""");
        await File.AppendAllTextAsync(Transcript, "{\"type\":\"assi", Token);
        Hook("""{"hook_event_name":"StopFailure","error":"rate_limit","last_assistant_message":"API Error: 429"}""");
        Log("""stant","isApiErrorMessage":true,"apiErrorStatus":429,"error":"rate_limit","message":{"content":[]}}""");
        await UntilAsync(() => _signals.OfType<TurnEnded>().Any());
        _run.Exit(1);
        await reading;

        Assert.Equal(2, _signals.OfType<OutputUnreadable>().Count());
        Assert.Equal(ProviderLimitKind.RateLimited, Assert.Single(_signals.OfType<ProviderLimited>()).Kind);
        Assert.Equal(TurnOutcome.Limited, Assert.Single(_signals.OfType<TurnEnded>()).Outcome);
        Assert.Equal(1, Assert.IsType<RunEnded>(_signals[^1]).ExitCode);
    }

    [Fact]
    public async Task Question_IsAnsweredThroughTheHook_OnceAndOnlyThere()
    {
        await using var connection = await ConnectAsync();
        var reading = ReadAsync(connection);
        Directory.CreateDirectory(Path.Combine(_fixture.RunFolder, "questions/abc"));
        Up();
        Hook("""{"hook_event_name":"UserPromptSubmit","prompt":"Do it."}""");
        Hook("""{"question":"abc","event":{"hook_event_name":"PermissionRequest","tool_name":"Bash","tool_input":{"command":"ls"}}}""");
        await UntilAsync(() => _signals.OfType<PermissionAsked>().Any());

        var responder = (IPermissionResponder)connection;
        await responder.AnswerAsync(new PermissionAnswer("abc", IsAllowed: true), Token);
        await responder.AnswerAsync(new PermissionAnswer("abc", IsAllowed: false), Token);
        await responder.AnswerAsync(new PermissionAnswer("../abc", IsAllowed: true), Token);
        await UntilAsync(() => _signals.OfType<PermissionSettled>().Any());
        _run.Exit(0);
        await reading;

        var answer = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_fixture.RunFolder, "questions/abc/answer"), Token))!;
        Assert.Equal("allow", (string?)answer["hookSpecificOutput"]!["decision"]!["behavior"]);
        Assert.Equal("abc", Assert.Single(_signals.OfType<PermissionSettled>()).QuestionId);
        Assert.Empty(_run.Keys);
    }

    [Fact]
    public async Task TurnWithoutATrace_IsInterruptedWhenTheToolIsIdle_AndTheLineIsClearedBeforeTheNextMessage()
    {
        await using var connection = await ConnectAsync();
        var reading = ReadAsync(connection);
        Up();
        Status("busy");
        Hook("""{"hook_event_name":"UserPromptSubmit","prompt":"Do it."}""");
        await UntilAsync(() => _signals.OfType<ActivityChanged>().Any());
        await connection.InterruptAsync(Token);
        Status("idle");
        await UntilAsync(() => _signals.OfType<TurnEnded>().Any());
        Assert.Equal(TurnOutcome.Interrupted, _signals.OfType<TurnEnded>().Single().Outcome);
        await connection.InterruptAsync(Token);

        var sending = connection.SendAsync(new AgentMessage { Id = "m1", Text = "Next one" }, Token).AsTask();
        await UntilAsync(() => _run.Written.Count > 0);
        Hook("""{"hook_event_name":"UserPromptSubmit","prompt":"\n\n<pasted_content id=\"5\">\nNext  one\n</pasted_content>"}""");

        Assert.Equal(MessageStage.TurnStarted, (await sending).Stage);
        Assert.Equal([RunKey.Escape, RunKey.Interrupt], _run.Keys);
        _run.Exit(0);
        await reading;
        Assert.Equal("m1", Assert.Single(_signals.OfType<TurnStarted>()).MessageId);
    }

    [Fact]
    public async Task DialogAtTheScreen_BlocksAndIsTold()
    {
        await using var connection = await ConnectAsync();
        var reading = ReadAsync(connection);
        Up();
        Status("waiting", "dialog open");
        await UntilAsync(() => _signals.OfType<ActivityChanged>().Any());
        _run.Exit(0);
        await reading;

        Assert.Equal(AgentActivity.Blocked, Assert.Single(_signals.OfType<ActivityChanged>()).Activity);
        Assert.Empty(_run.Written);
    }

    [Fact]
    public async Task DeathAtTheStart_EndsInItsEnd()
    {
        await using var connection = await ConnectAsync();
        _run.Say("cannot start").Exit(127);

        await ReadAsync(connection);

        Assert.Equal(127, Assert.IsType<RunEnded>(Assert.Single(_signals)).ExitCode);
    }

    private static async Task UntilAsync(Func<bool> happened)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Token);
        timeout.CancelAfter(TimeSpan.FromSeconds(30));
        while (!happened())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, timeout.Token);
        }
    }

    private async Task<IAgentConnection> ConnectAsync()
    {
        await _fixture.Agent.PrepareLaunchAsync(_fixture.Launch(mode: AgentMode.Interactive), Token);
        Directory.CreateDirectory(Path.GetDirectoryName(Transcript)!);
        Directory.CreateDirectory(Path.Combine(_fixture.Home, ".claude/sessions"));
        return _fixture.Agent.Connect(_fixture.Connection(_run, AgentMode.Interactive));
    }

    private async Task ReadAsync(IAgentConnection connection)
    {
        await foreach (var signal in connection.ReadSignalsAsync(_reading.Token))
        {
            _signals.Add(signal);
        }
    }

    private void Up(string? path = null) => Hook($$"""{"hook_event_name":"SessionStart","session_id":"c-1","transcript_path":"{{path ?? Transcript}}"}""");

    private void Hook(string line) => File.AppendAllText(Path.Combine(_fixture.RunFolder, "hooks.jsonl"), line + "\n");

    private void Log(string line) => File.AppendAllText(Transcript, line + "\n");

    private void Status(string status, string? waitsFor = null) => File.WriteAllText(
        Path.Combine(_fixture.Home, ".claude/sessions/7.json"),
        $$"""{"pid":7,"startedAt":{{TimeProvider.System.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds()}},"status":"{{status}}"{{(waitsFor is null ? "" : $",\"waitingFor\":\"{waitsFor}\"")}}}""");
}
