using System.Text.Json.Nodes;
using Ao.Commands;
using Ao.Plugins.ClaudeCode.Launch;
using Ao.TestSupport;
using NSubstitute;

namespace Ao.Plugins.ClaudeCode.Tests;

public sealed class ClaudeCodeAgentTests : IDisposable
{
    private readonly ICommandRunner _commands = Substitute.For<ICommandRunner>();
    private readonly AgentFixture _fixture;

    public ClaudeCodeAgentTests() => _fixture = new AgentFixture(_commands);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Plugin_Configured_FillsTheAgentSlot()
    {
        await using var harness = await PluginHarness.StartAsync<ClaudeCodePlugin>();

        Assert.IsType<ClaudeCodeAgent>(harness.Get<IAgent>("claude-code"));
    }

    [Fact]
    public async Task PrepareLaunch_CalledAgain_GivesAnEqualAnswer()
    {
        var request = _fixture.Launch() with { Tools = Offer() };
        var first = await _fixture.Agent.PrepareLaunchAsync(request, Token);
        var record = await File.ReadAllTextAsync(Path.Combine(_fixture.RunFolder, "run.json"), Token);
        var second = await _fixture.Agent.PrepareLaunchAsync(request, Token);

        Assert.Equal(first.Command, second.Command);
        Assert.Equal(first.Environment, second.Environment);
        Assert.Equal(record, await File.ReadAllTextAsync(Path.Combine(_fixture.RunFolder, "run.json"), Token));
    }

    [Fact]
    public async Task PrepareLaunch_Secrets_AreInNoArgumentAndOnlyInPrivateFiles()
    {
        var launch = await _fixture.Agent.PrepareLaunchAsync(
            _fixture.Launch(prompt: "secret-prompt", settings: new AgentSettings { Environment = new Dictionary<string, string> { ["ANTHROPIC_API_KEY"] = "secret-key" } }) with { Tools = Offer() },
            Token);

        Assert.DoesNotContain(launch.Command.Arguments, static argument => argument.Contains("secret", StringComparison.Ordinal));
        Assert.All(Directory.EnumerateFiles(_fixture.State, "*", SearchOption.AllDirectories), static file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_fixture.Workspace));
    }

    [Theory]
    [InlineData(PermissionMode.Default, null)]
    [InlineData(PermissionMode.Permissionless, "bypassPermissions")]
    [InlineData(PermissionMode.AutoEdit, "acceptEdits")]
    [InlineData(PermissionMode.Suggest, "manual")]
    public async Task PrepareLaunch_Permissions_AreMapped(PermissionMode permissions, string? mode)
    {
        var launch = await _fixture.Agent.PrepareLaunchAsync(_fixture.Launch(settings: new AgentSettings { Permissions = permissions }), Token);

        var flag = launch.Command.Arguments.ToList().IndexOf("--permission-mode");
        Assert.Equal(mode, flag < 0 ? null : launch.Command.Arguments[flag + 1]);
        Assert.Equal(permissions == PermissionMode.Permissionless && Environment.IsPrivilegedProcess, launch.Environment.ContainsKey("IS_SANDBOX"));
    }

    [Fact]
    public async Task PrepareLaunch_ConversationWithATranscript_IsResumed_AndOneWithoutIsBegunUnderItsId()
    {
        var id = Guid.NewGuid().ToString();
        var fresh = await _fixture.Agent.PrepareLaunchAsync(_fixture.Launch() with { ConversationId = id }, Token);
        Directory.CreateDirectory(Path.Combine(_fixture.Home, ".claude/projects/-work"));
        await File.WriteAllTextAsync(Path.Combine(_fixture.Home, $".claude/projects/-work/{id}.jsonl"), "{}\n", Token);
        var resumed = await _fixture.Agent.PrepareLaunchAsync(_fixture.Launch() with { ConversationId = id }, Token);

        Assert.Equal(id, fresh.Command.Arguments[fresh.Command.Arguments.ToList().IndexOf("--session-id") + 1]);
        Assert.Equal(id, resumed.Command.Arguments[resumed.Command.Arguments.ToList().IndexOf("--resume") + 1]);
    }

    [Fact]
    public async Task PrepareLaunch_Home_AsksNothing_AndKeepsWhatTheToolWrote()
    {
        var state = Path.Combine(_fixture.Home, ".claude.json");
        await File.WriteAllTextAsync(state, """{"userID":"u","projects":{"/other":{"hasTrustDialogAccepted":false}},"customApiKeyResponses":"odd"}""", Token);
        await _fixture.Agent.PrepareLaunchAsync(_fixture.Launch(settings: new AgentSettings { Environment = new Dictionary<string, string> { ["ANTHROPIC_API_KEY"] = "0123456789-0123456789-end" } }), Token);

        var written = JsonNode.Parse(await File.ReadAllTextAsync(state, Token))!;
        Assert.Equal("u", (string?)written["userID"]);
        Assert.True((bool?)written["hasCompletedOnboarding"]);
        Assert.True((bool?)written["projects"]![_fixture.Workspace]!["hasTrustDialogAccepted"]);
        Assert.False((bool?)written["projects"]!["/other"]!["hasTrustDialogAccepted"]);
        Assert.Equal("56789-0123456789-end", (string?)written["customApiKeyResponses"]!["approved"]![0]);
    }

    [Theory]
    [InlineData(null, "anthropic")]
    [InlineData("https://api.anthropic.com", "anthropic")]
    [InlineData("https://models.example.com/v1", "models.example.com")]
    [InlineData("http://127.0.0.1:4010", "127.0.0.1:4010")]
    public void Capabilities_Provider_IsTheEndpoint(string? address, string provider)
    {
        var settings = new AgentSettings { Environment = address is null ? [] : new Dictionary<string, string> { ["ANTHROPIC_BASE_URL"] = address } };
        var capabilities = _fixture.Agent.CapabilitiesFor(new AgentSetup { Settings = settings, Runtime = AgentFixture.Local });

        Assert.Equal(new AgentCapabilities { TakesTurns = true, TakesMessagesWhileRunning = true, AcknowledgesMessages = true, MemoryMegabytes = 300, Provider = provider }, capabilities);
    }

    [Theory]
    [InlineData("2.1.330 (Claude Code)\n", 0, true, null)]
    [InlineData("2.1.197 (Claude Code)\n", 0, false, "too old")]
    [InlineData("garbage\u001b[31m", 0, false, "gave no version")]
    [InlineData("", 1, false, "exit code 1")]
    public async Task Readiness_Version_IsAskedFor(string output, int exitCode, bool isReady, string? problem)
    {
        _commands.RunAsync(Arg.Any<CommandRequest>(), Arg.Any<CancellationToken>()).Returns(new CommandResult { ExitCode = exitCode, Output = output, Error = "" });

        var readiness = await _fixture.Agent.CheckReadinessAsync(Setup(("ANTHROPIC_API_KEY", "k")), Token);

        Assert.Equal(isReady, readiness.IsReady);
        Assert.Contains(problem ?? "", readiness.Problem ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', readiness.Problem ?? "");
        Assert.Equal(isReady, readiness.Remedy is null);
    }

    [Fact]
    public async Task Readiness_ToolThatHangs_SaysSo()
    {
        _commands.RunAsync(Arg.Any<CommandRequest>(), Arg.Any<CancellationToken>()).Returns(new CommandResult { ExitCode = 137, Output = "", Error = "", TimedOut = true });

        Assert.Contains("did not answer", (await _fixture.Agent.CheckReadinessAsync(Setup(("ANTHROPIC_API_KEY", "k")), Token)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readiness_NoKey_AsksTheToolWhetherItIsSignedIn()
    {
        Assert.SkipWhen(File.Exists(ClaudeHome.UserSignIn) || ClaudeEnvironment.Credentials.Any(static name => Environment.GetEnvironmentVariable(name) is not null), "The user of this machine is signed in.");
        _commands.RunAsync(Arg.Any<CommandRequest>(), Arg.Any<CancellationToken>()).Returns(static call => call.Arg<CommandRequest>().Command.Arguments[0] == "auth"
            ? new CommandResult { ExitCode = 1, Output = "{}", Error = "" }
            : new CommandResult { ExitCode = 0, Output = "2.1.330", Error = "" });

        var readiness = await _fixture.Agent.CheckReadinessAsync(Setup(), Token);

        Assert.False(readiness.IsReady);
        Assert.Contains("claude auth login", readiness.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("efort", "high", "'efort'")]
    [InlineData("effort", "huge", "'huge'")]
    public async Task Readiness_WrongOption_IsNamed(string name, string value, string named)
    {
        var setup = new AgentSetup { Settings = new AgentSettings { Options = new Dictionary<string, string> { [name] = value } }, Runtime = AgentFixture.Local };

        Assert.Contains(named, (await _fixture.Agent.CheckReadinessAsync(setup, Token)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AgentMode.Structured)]
    [InlineData(AgentMode.Interactive)]
    public async Task Readiness_RuntimeThatDoesNotFit_IsRefused(AgentMode mode)
    {
        var runtime = mode == AgentMode.Structured ? AgentFixture.Terminal : AgentFixture.Local;

        var readiness = await _fixture.Agent.CheckReadinessAsync(new AgentSetup { Settings = new AgentSettings(), Runtime = runtime, Mode = mode }, Token);

        Assert.Contains("Set the project's runtime", readiness.Remedy, StringComparison.Ordinal);
    }

    private static AgentToolServer Offer() => new() { Address = new Uri("http://127.0.0.1:1/mcp"), Token = "secret-token", Bridge = new CommandLine("bridge") };

    private static AgentSetup Setup(params (string Name, string Value)[] environment) => new()
    {
        Settings = new AgentSettings { Command = new CommandLine("/bin/sh"), Environment = environment.ToDictionary(static variable => variable.Name, static variable => variable.Value) },
        Runtime = AgentFixture.Local,
    };
}
