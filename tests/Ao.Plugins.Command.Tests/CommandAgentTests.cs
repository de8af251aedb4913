using System.Text;
using Ao.Agents;
using Ao.Runtimes;
using Ao.Scm;
using Ao.TestSupport;

namespace Ao.Plugins.Command.Tests;

public sealed class CommandAgentTests : IDisposable
{
    private static readonly RuntimeTraits s_local = new() { IsTerminal = false, CanWrite = true, KeepsErrorApart = true, IsLocal = true };
    private readonly TempFolder _folder = new();
    private readonly CommandAgent _agent = new(TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Plugin_Configured_FillsTheAgentSlot()
    {
        await using var harness = await PluginHarness.StartAsync<CommandPlugin>();

        Assert.IsType<CommandAgent>(harness.Get<IAgent>("command"));
    }

    [Theory]
    [InlineData("task", false, false)]
    [InlineData("none", false, false)]
    [InlineData("channel", true, true)]
    public void CapabilitiesFor_Input_SaysWhetherItListens(string input, bool takes, bool acknowledges)
    {
        var capabilities = _agent.CapabilitiesFor(Setup(Settings("sh", ("input", input), ("protocol", "jsonl"))));

        Assert.Equal(new AgentCapabilities { TakesMessagesWhileRunning = takes, AcknowledgesMessages = acknowledges, ExitClaimsDone = true }, capabilities);
    }

    [Theory]
    [InlineData("sh", true)]
    [InlineData("/bin/sh", true)]
    [InlineData("./tools/agent.sh", true)]
    [InlineData("no-such-program-xyz", false)]
    [InlineData("/no/such/program", false)]
    [InlineData("/etc/passwd", false)]
    public async Task CheckReadinessAsync_Program_IsFoundOrNamed(string program, bool ready)
    {
        var readiness = await _agent.CheckReadinessAsync(Setup(Settings(program)), Token);

        Assert.Equal(ready, readiness.IsReady);
        if (!ready)
        {
            Assert.Contains(program, readiness.Problem, StringComparison.Ordinal);
            Assert.NotNull(readiness.Remedy);
        }
    }

    [Fact]
    public async Task CheckReadinessAsync_WrongSettings_SaysWhich()
    {
        Assert.Contains("no program", (await _agent.CheckReadinessAsync(Setup(new AgentSettings()), Token)).Problem, StringComparison.Ordinal);
        Assert.Contains("'pipe'", (await _agent.CheckReadinessAsync(Setup(Settings("sh", ("input", "pipe"))), Token)).Problem, StringComparison.Ordinal);
        Assert.Contains("'inpt'", (await _agent.CheckReadinessAsync(Setup(Settings("sh", ("inpt", "task"))), Token)).Problem, StringComparison.Ordinal);
        Assert.Contains("'xml'", (await _agent.CheckReadinessAsync(Setup(Settings("sh", ("protocol", "xml"))), Token)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrepareLaunchAsync_Task_IsWrittenAndSecondCallIsEqual()
    {
        var request = Launch(Settings("./agent.sh") with { ExtraArguments = ["--fast"], Environment = new Dictionary<string, string> { ["KEY"] = "v", ["AO_STATE"] = "forged" } });

        var launch = await _agent.PrepareLaunchAsync(request, Token);
        var again = await _agent.PrepareLaunchAsync(request, Token);

        Assert.Equal(new Ao.Commands.CommandLine(_folder.Combine("work", "agent.sh"), "-a", "--fast"), launch.Command);
        Assert.Equal(launch.Command, again.Command);
        Assert.Equal(launch.Environment, again.Environment);
        Assert.Equal(_folder.Path, launch.Environment["AO_STATE"]);
        Assert.Equal("shop-1.2", launch.Environment["AO_RUN_ID"]);
        Assert.Equal("m1", launch.Environment["AO_MESSAGE_ID"]);
        Assert.Equal(_folder.Combine("task-2.md"), launch.Environment["AO_TASK_FILE"]);
        Assert.Equal(launch.Environment["AO_TASK_FILE"], launch.Input.File);
        Assert.Equal(request.Prompt, await File.ReadAllTextAsync(launch.Input.File!, Token));
    }

    [Fact]
    public async Task ReadSignalsAsync_WithoutProtocol_GivesTheEndOnly()
    {
        var signals = await ReadAsync(Settings("sh"), "{\"ao\":\"done\"}\n", 0, int.MaxValue);

        Assert.Equal(new RunEnded { Cursor = 15, ExitCode = 0 }, Assert.Single(signals));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(65536)]
    public async Task ReadSignalsAsync_AnyChunks_GiveTheSameSignalsFromAnyCursor(int chunk)
    {
        var text = "hello\n{\"ao\":\"activity\",\"state\":\"active\",\"detail\":\"ünï 😀\"}\nplain\n{\"ao\":broken\n"
            + "{\"ao\":\"report\",\"title\":\"" + new string('x', 70_000) + "\"}\n{\"ao\":\"unknown\"}\n{\"ao\":\"ack\",\"id\":\"m1\"}\n{\"ao\":\"turn\",\"id\":\"m1\"}\n{\"ao\":\"done\",\"summary\":\"all\"}";
        var settings = Settings("sh", ("protocol", "jsonl"));

        var signals = await ReadAsync(settings, text, 0, chunk);

        Assert.Collection(
            signals,
            signal => Assert.Equal("ünï 😀", Assert.IsType<ActivityChanged>(signal).Detail),
            signal => Assert.Contains("not valid JSON", Assert.IsType<OutputUnreadable>(signal).Problem, StringComparison.Ordinal),
            signal => Assert.Contains("64 KiB", Assert.IsType<OutputUnreadable>(signal).Problem, StringComparison.Ordinal),
            signal => Assert.Equal("m1", Assert.IsType<MessageAcknowledged>(signal).MessageId),
            signal => Assert.Equal("m1", Assert.IsType<TurnStarted>(signal).MessageId),
            signal => Assert.Equal("all", Assert.IsType<DoneClaimed>(signal).Summary),
            signal => Assert.Equal(0, Assert.IsType<RunEnded>(signal).ExitCode));
        for (var index = 0; index < signals.Count - 1; index++)
        {
            Assert.True(signals[index].Cursor < signals[index + 1].Cursor);
            Assert.Equal(signals.Skip(index + 1), await ReadAsync(settings, text, signals[index].Cursor, chunk));
        }
    }

    [Fact]
    public async Task ReadSignalsAsync_Gap_IsReported()
    {
        var run = new ScriptedRun([new RunOutput(1000, Encoding.UTF8.GetBytes("rest\n{\"ao\":\"done\"}\n")), new RunExited(null)]);

        var signals = await ReadAsync(Settings("sh", ("protocol", "jsonl")), run, 0);

        Assert.Contains("1000 bytes", Assert.IsType<OutputUnreadable>(signals[0]).Problem, StringComparison.Ordinal);
        Assert.IsType<DoneClaimed>(signals[1]);
        Assert.Null(Assert.IsType<RunEnded>(signals[2]).ExitCode);
    }

    [Fact]
    public async Task SendAsync_Channel_WritesOneLineWhateverTheText()
    {
        var run = new ScriptedRun([]);
        await using var connection = Connect(Settings("sh", ("input", "channel")), run, 0);

        var delivery = await connection.SendAsync(new AgentMessage { Id = "m1", Text = "a\nb\"\u001b[0m\0😀" }, Token);

        Assert.Equal(MessageStage.Submitted, delivery.Stage);
        var line = Encoding.UTF8.GetString(run.Written.ToArray()).TrimStart('\n');
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        using var json = System.Text.Json.JsonDocument.Parse(line);
        Assert.Equal("a\nb\"\u001b[0m\0😀", json.RootElement.GetProperty("text").GetString());
        Assert.Equal("message", json.RootElement.GetProperty("ao").GetString());
    }

    [Fact]
    public async Task SendAsync_WriteBreaksOff_FailsAndTheNextLineIsWhole()
    {
        var run = new ScriptedRun([]) { Fails = true };
        await using var connection = Connect(Settings("sh", ("input", "channel")), run, 0);

        var failed = await connection.SendAsync(new AgentMessage { Id = "m1", Text = "a" }, Token);
        run.Fails = false;
        await connection.SendAsync(new AgentMessage { Id = "m2", Text = "b" }, Token);

        Assert.Equal(new MessageDelivery(MessageStage.Failed, "does not read"), failed);
        Assert.StartsWith("\n{\"ao\":\"message\",\"id\":\"m2\"", Encoding.UTF8.GetString(run.Written.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_HostBeforeDiedInsideALine_EndsItFirst()
    {
        var run = new ScriptedRun([]);
        await using (var before = Connect(Settings("sh", ("input", "channel")), run, 0))
        {
            await before.SendAsync(new AgentMessage { Id = "m1", Text = "first" }, Token);
        }

        run.Written.RemoveRange(run.Written.Count - 10, 10);
        await using var connection = Connect(Settings("sh", ("input", "channel")), run, 0);

        await connection.SendAsync(new AgentMessage { Id = "m1", Text = "first" }, Token);
        await connection.SendAsync(new AgentMessage { Id = "m2", Text = "second" }, Token);

        var lines = Encoding.UTF8.GetString(run.Written.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Equal("{\"ao\":\"message\",\"id\":\"m1\",\"text\":\"first\"}", lines[1]);
        Assert.Equal("{\"ao\":\"message\",\"id\":\"m2\",\"text\":\"second\"}", lines[2]);
    }

    [Fact]
    public async Task CheckReadinessAsync_ChannelInARuntimeThatCannotWrite_SaysSo()
    {
        var setup = Setup(Settings("sh", ("input", "channel"))) with { Runtime = s_local with { CanWrite = false } };

        var readiness = await _agent.CheckReadinessAsync(setup, Token);

        Assert.Contains("'channel'", readiness.Problem, StringComparison.Ordinal);
        Assert.Contains("runtime", readiness.Remedy, StringComparison.Ordinal);
        Assert.False(_agent.CapabilitiesFor(setup).TakesMessagesWhileRunning);
    }

    [Fact]
    public async Task CheckReadinessAsync_ProgramOfAnotherMachine_IsNotLookedForHere() =>
        Assert.True((await _agent.CheckReadinessAsync(Setup(Settings("no-such-program-xyz")) with { Runtime = s_local with { IsLocal = false } }, Token)).IsReady);

    [Fact]
    public async Task SendAsync_WithoutChannel_FailsWithTheReason()
    {
        await using var connection = Connect(Settings("sh"), new ScriptedRun([]), 0);

        var delivery = await connection.SendAsync(new AgentMessage { Id = "m1", Text = "a" }, Token);

        Assert.Equal(MessageStage.Failed, delivery.Stage);
        Assert.Contains("next run", delivery.Reason, StringComparison.Ordinal);
    }

    private static AgentSetup Setup(AgentSettings settings) => new() { Settings = settings, Runtime = s_local };

    private static AgentSettings Settings(string program, params (string Key, string Value)[] options) => new()
    {
        Command = new Ao.Commands.CommandLine(program, "-a"),
        Options = options.ToDictionary(option => option.Key, option => option.Value),
    };

    private Task<List<AgentSignal>> ReadAsync(AgentSettings settings, string text, long cursor, int chunk)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var rest = bytes.AsMemory((int)Math.Min(cursor, bytes.Length));
        var events = new List<RunEvent>();
        for (var offset = 0; offset < rest.Length; offset += Math.Min(chunk, 65536))
        {
            events.Add(new RunOutput(cursor + offset, rest.Slice(offset, Math.Min(Math.Min(chunk, 65536), rest.Length - offset))));
        }

        return ReadAsync(settings, new ScriptedRun([.. events, new RunExited(0)]), cursor);
    }

    private async Task<List<AgentSignal>> ReadAsync(AgentSettings settings, ScriptedRun run, long cursor)
    {
        await using var connection = Connect(settings, run, cursor);
        return await connection.ReadSignalsAsync(Token).ToListAsync(Token);
    }

    private IAgentConnection Connect(AgentSettings settings, IRun run, long cursor) => _agent.Connect(new AgentConnectionRequest
    {
        Run = new RunId(new SessionId("shop", 1), 2),
        Workspace = WorkspaceOf(),
        StateFolder = _folder.Path,
        HomeFolder = _folder.Path,
        Process = run,
        Settings = settings,
        Runtime = s_local,
        Cursor = cursor,
    });

    private AgentLaunchRequest Launch(AgentSettings settings) => new()
    {
        Run = new RunId(new SessionId("shop", 1), 2),
        Workspace = WorkspaceOf(),
        StateFolder = _folder.Path,
        HomeFolder = _folder.Path,
        Prompt = "Do it: $(x)\n\u001b[31m 😀",
        MessageId = "m1",
        Settings = settings,
        Runtime = s_local,
    };

    private Workspace WorkspaceOf() => new()
    {
        Session = new SessionId("shop", 1),
        Source = SourceOf(),
        Path = _folder.Combine("work"),
        BaseRevision = "0",
    };

    private ProjectSource SourceOf() => new() { Project = ProjectId.Parse("shop"), Location = _folder.Path };
}
