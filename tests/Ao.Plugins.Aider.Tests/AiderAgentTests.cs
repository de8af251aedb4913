using System.Text;
using Ao.Commands;
using Ao.Runtimes;
using Ao.Scm;
using Ao.TestSupport;
using NSubstitute;

namespace Ao.Plugins.Aider.Tests;

public sealed class AiderAgentTests : IDisposable
{
    private static readonly RuntimeTraits s_local = new() { IsTerminal = false, CanWrite = true, KeepsErrorApart = true, IsLocal = true };
    private readonly TempFolder _folder = new();
    private readonly ICommandRunner _commands = Substitute.For<ICommandRunner>();
    private readonly AiderAgent _agent;

    public AiderAgentTests() => _agent = new AiderAgent(_commands);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static RunId Run { get; } = new(SessionId.Parse("shop-1"), 2);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Plugin_Configured_FillsTheAgentSlot()
    {
        await using var harness = await PluginHarness.StartAsync<AiderPlugin>();

        Assert.IsType<AiderAgent>(harness.Get<IAgent>("aider"));
    }

    [Fact]
    public async Task PrepareLaunch_GivesFilesAndNoText_AndTheSameAgain()
    {
        var request = Launch(new AgentSettings { Model = "m", ExtraArguments = ["--map-tokens", "1024"] }) with { ConversationId = "chat", MessageId = "m1", Role = SessionRole.Reviewer, SystemPromptFile = "/rules.md" };
        var first = await _agent.PrepareLaunchAsync(request, Token);
        var second = await _agent.PrepareLaunchAsync(request, Token);

        Assert.Equal(first.Command, second.Command);
        Assert.Equal("Do it.", await File.ReadAllTextAsync(Value(first, "--message-file"), Token));
        Assert.Equal(("m", "/rules.md", "ask"), (Value(first, "--model"), Value(first, "--read"), Value(first, "--chat-mode")));
        Assert.Contains("--restore-chat-history", first.Command.Arguments);
        Assert.Equal("1024", first.Command.Arguments[^1]);
        Assert.DoesNotContain(first.Command.Arguments, static argument => argument.Contains("Do it", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PermissionMode.Suggest, AgentMode.Structured, "Suggest")]
    [InlineData(PermissionMode.Default, AgentMode.Interactive, "structured only")]
    public async Task WhatItCannotDo_IsRefused(PermissionMode permissions, AgentMode mode, string named)
    {
        var settings = new AgentSettings { Permissions = permissions };

        Assert.Contains(named, (await _agent.CheckReadinessAsync(new AgentSetup { Settings = settings, Runtime = s_local, Mode = mode }, Token)).Problem, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AoException>(async () => await _agent.PrepareLaunchAsync(Launch(settings) with { Mode = mode }, Token));
    }

    [Theory]
    [InlineData("aider 0.86.1\n", 0, "0.86.1")]
    [InlineData("garbage", 0, null)]
    [InlineData("aider 0.86.1", 1, null)]
    public async Task Readiness_Version_IsAskedFor(string output, int exitCode, string? version)
    {
        _commands.RunAsync(Arg.Any<CommandRequest>(), Arg.Any<CancellationToken>()).Returns(new CommandResult { ExitCode = exitCode, Output = output, Error = "" });

        var readiness = await _agent.CheckReadinessAsync(new AgentSetup { Settings = new AgentSettings { Command = new CommandLine("/bin/sh") }, Runtime = s_local }, Token);

        Assert.Equal((version is not null, version), (readiness.IsReady, readiness.Version));
    }

    [Theory]
    [InlineData("All done.", 0, TurnOutcome.Completed, null)]
    [InlineData("Broken.", 1, TurnOutcome.Failed, null)]
    [InlineData("Stopped.", 130, TurnOutcome.Interrupted, null)]
    [InlineData("litellm.RateLimitError: 429", 0, TurnOutcome.Limited, ProviderLimitKind.RateLimited)]
    [InlineData("litellm.AuthenticationError: 401", 1, TurnOutcome.Limited, ProviderLimitKind.SignInExpired)]
    public async Task RunsEnd_IsTheTurnsEnd(string output, int exitCode, TurnOutcome outcome, ProviderLimitKind? kind)
    {
        await _agent.PrepareLaunchAsync(Launch(new AgentSettings()) with { MessageId = "m1" }, Token);
        RunEvent[] events = [new RunOutput(0, Encoding.UTF8.GetBytes("\u001b[31m" + output)), new RunExited(exitCode)];

        var signals = await ReadAsync(events);

        Assert.Equal("m1", Assert.Single(signals.OfType<TurnStarted>()).MessageId);
        var ended = Assert.Single(signals.OfType<TurnEnded>());
        Assert.Equal(outcome, ended.Outcome);
        Assert.EndsWith(output, ended.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', ended.Detail!);
        Assert.Equal(kind, signals.OfType<ProviderLimited>().SingleOrDefault()?.Kind);
        for (var index = 0; index < signals.Count - 1; index++)
        {
            Assert.Equal(signals.Skip(index + 1), await ReadAsync(events, signals[index].Cursor));
        }
    }

    [Fact]
    public async Task Events_OfAnyKind_GiveWhatWasUsed()
    {
        await File.WriteAllTextAsync(
            Directory.CreateDirectory(_folder.Combine("aider")).FullName + "/events-2.jsonl",
            """
            garbage
            {"event":7}
            {"event":"message_send","properties":[]}
            {"event":"message_send","properties":{"prompt_tokens":"x","completion_tokens":-5}}
            {"event":"message_send","properties":{"main_model":"m","prompt_tokens":1200,"completion_tokens":30}}
            {"event":"message_send","prop
            """,
            Token);

        var signals = await ReadAsync([new RunExited(0)]);

        Assert.Equal((1200, 30), (signals.OfType<UsageReported>().Sum(static used => used.InputTokens), signals.OfType<UsageReported>().Sum(static used => used.OutputTokens)));
    }

    [Fact]
    public async Task Flood_NeedsLittleMemory()
    {
        var chunk = new byte[64 * 1024];
        var signals = await ReadAsync(Enumerable.Range(0, 16 * 1024).Select(index => (RunEvent)new RunOutput((long)index * chunk.Length, chunk)).Append(new RunExited(0)));

        Assert.True(signals.OfType<TurnEnded>().Single().Detail!.Length <= 4096);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) < 100L << 20);
    }

    private static string Value(AgentLaunch launch, string flag) => launch.Command.Arguments[launch.Command.Arguments.ToList().IndexOf(flag) + 1];

    private async Task<List<AgentSignal>> ReadAsync(IEnumerable<RunEvent> events, long cursor = 0)
    {
        await using var connection = _agent.Connect(new AgentConnectionRequest
        {
            Run = Run,
            Workspace = Workspace(),
            StateFolder = _folder.Path,
            HomeFolder = _folder.Path,
            Process = new WrittenRun(events),
            Settings = new AgentSettings(),
            Runtime = s_local,
            Cursor = cursor,
        });
        var signals = new List<AgentSignal>();
        await foreach (var signal in connection.ReadSignalsAsync(Token))
        {
            signals.Add(signal);
        }

        return signals;
    }

    private AgentLaunchRequest Launch(AgentSettings settings) => new()
    {
        Run = Run,
        Workspace = Workspace(),
        StateFolder = _folder.Path,
        HomeFolder = _folder.Path,
        Prompt = "Do it.",
        Settings = settings,
        Runtime = s_local,
    };

    private Workspace Workspace() => new()
    {
        Source = new ProjectSource { Project = ProjectId.Parse("shop"), Location = _folder.Path },
        Session = Run.Session,
        Path = _folder.Path,
        Branch = "ao/shop-1",
        BaseRevision = "0123",
    };
}
