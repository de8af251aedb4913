using Ao.Agents;
using Ao.Commands;
using Ao.Plugins.Codex.Setup;
using Ao.TestSupport;
using NSubstitute;

namespace Ao.Plugins.Codex.Tests;

public sealed class CodexAgentTests : IDisposable
{
    private readonly CodexFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Plugin_Configured_FillsTheAgentSlot()
    {
        await using var harness = await PluginHarness.StartAsync<CodexPlugin>();

        Assert.IsType<CodexAgent>(harness.Get<IAgent>("codex"));
    }

    [Fact]
    public void CapabilitiesFor_OwnAddress_SharesTheLimitsOfItsHost() => Assert.Equal(
        new AgentCapabilities { TakesTurns = true, TakesMessagesWhileRunning = true, MemoryMegabytes = 250, Provider = "models.example.com" },
        _fixture.Agent.CapabilitiesFor(Setup()));

    [Theory]
    [InlineData("baseUrl", "ftp://x", "ftp://x")]
    [InlineData("baseUrl", "https://user:pass@x/", "baseUrl")]
    [InlineData("keyVariable", "sk-123", "no name of a variable")]
    [InlineData("trust", "maybe", "trusted, untrusted")]
    [InlineData("modle", "x", "'baseUrl', 'keyVariable' and 'trust'")]
    public async Task CheckReadinessAsync_WrongOption_SaysWhich(string name, string value, string said)
    {
        _fixture.Settings = _fixture.Settings with { Options = new Dictionary<string, string> { [name] = value } };

        Assert.Contains(said, (await _fixture.Agent.CheckReadinessAsync(Setup(), Token)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("codex-cli 0.169.0\n", 0, false, true, "")]
    [InlineData("codex-cli 0.12.0\n", 0, false, false, "too old")]
    [InlineData("what?", 0, false, false, "told no version")]
    [InlineData("", 1, false, false, "told no version")]
    [InlineData("", 137, true, false, "gave no answer")]
    public async Task CheckReadinessAsync_Version_IsAskedFor(string output, int exitCode, bool timedOut, bool isReady, string said)
    {
        _fixture.Commands.RunAsync(Arg.Any<CommandRequest>(), Arg.Any<CancellationToken>())
            .Returns(new CommandResult { ExitCode = exitCode, Output = output, Error = "", TimedOut = timedOut });

        var readiness = await _fixture.Agent.CheckReadinessAsync(Setup(), Token);

        Assert.Equal(isReady, readiness.IsReady);
        Assert.Contains(said, readiness.Problem ?? "", StringComparison.Ordinal);
        Assert.Equal(isReady, readiness.Remedy is null);
    }

    [Fact]
    public async Task CheckReadinessAsync_NoKey_NamesTheVariable()
    {
        _fixture.Settings = _fixture.Settings with { Environment = new Dictionary<string, string>() };
        _fixture.Commands.RunAsync(Arg.Any<CommandRequest>(), Arg.Any<CancellationToken>()).Returns(new CommandResult { ExitCode = 0, Output = "codex-cli 0.169.0", Error = "" });

        Assert.Contains("THE_KEY", (await _fixture.Agent.CheckReadinessAsync(Setup(), Token)).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckReadinessAsync_RuntimeThatDoesNotFit_SaysWhichDoes()
    {
        Assert.Contains("local-process", (await _fixture.Agent.CheckReadinessAsync(Setup() with { Runtime = CodexFixture.Terminal }, Token)).Remedy, StringComparison.Ordinal);
        Assert.Contains("tmux", (await _fixture.Agent.CheckReadinessAsync(Setup() with { Mode = AgentMode.Interactive }, Token)).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UntrustedRepository_InATerminal_IsRefusedBecauseCodexWouldAsk()
    {
        _fixture.Settings = _fixture.Settings with { Options = new Dictionary<string, string> { ["trust"] = "untrusted" } };

        Assert.Contains("structured", (await _fixture.Agent.CheckReadinessAsync(Setup() with { Mode = AgentMode.Interactive, Runtime = CodexFixture.Terminal }, Token)).Remedy, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AoException>(async () => await _fixture.Agent.PrepareLaunchAsync(_fixture.Launch(AgentMode.Interactive), Token));
    }

    [Theory]
    [InlineData(AgentMode.Structured)]
    [InlineData(AgentMode.Interactive)]
    public async Task PrepareLaunchAsync_Twice_IsEqual_AndHoldsNoSecretInArgumentsOrConfiguration(AgentMode mode)
    {
        _fixture.Settings = _fixture.Settings with { Model = "a\"b\\c\nd", ExtraArguments = ["-c", "x=1"] };

        var launch = await _fixture.Agent.PrepareLaunchAsync(_fixture.Launch(mode), Token);
        var config = _fixture.Config;
        var again = await _fixture.Agent.PrepareLaunchAsync(_fixture.Launch(mode), Token);

        Assert.Equal(launch.Command, again.Command);
        Assert.Equal(launch.Environment, again.Environment);
        Assert.Equal(config, _fixture.Config);
        Assert.Equal(["-c", "x=1"], launch.Command.Arguments.TakeLast(2));
        Assert.DoesNotContain("Do it.", launch.Command.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", launch.Command + config, StringComparison.Ordinal);
        Assert.Equal(("secret-key", "secret-token"), (launch.Environment["THE_KEY"], launch.Environment[AgentToolServer.TokenVariable]));
        Assert.Contains("model = \"a\\\"b\\\\c\\u000ad\"\n", config, StringComparison.Ordinal);
        Assert.Equal(mode == AgentMode.Interactive, config.Contains("[[hooks.PermissionRequest]]", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_fixture.Work));
    }

    [Theory]
    [InlineData(PermissionMode.Permissionless, SessionRole.Worker, "danger-full-access", "never")]
    [InlineData(PermissionMode.Default, SessionRole.Worker, "workspace-write", "on-request")]
    [InlineData(PermissionMode.AutoEdit, SessionRole.Worker, "workspace-write", "on-request")]
    [InlineData(PermissionMode.Suggest, SessionRole.Worker, "workspace-write", "on-request")]
    [InlineData(PermissionMode.Suggest, SessionRole.Worker, "read-only", "on-request", AgentMode.Interactive)]
    [InlineData(PermissionMode.Permissionless, SessionRole.Reviewer, "read-only", "never")]
    public async Task PrepareLaunchAsync_Permissions_AreMapped(PermissionMode permissions, SessionRole role, string sandbox, string approval, AgentMode mode = AgentMode.Structured)
    {
        _fixture.Settings = _fixture.Settings with { Permissions = permissions };

        await _fixture.Agent.PrepareLaunchAsync(_fixture.Launch(mode) with { Role = role }, Token);

        Assert.Contains($"sandbox_mode = \"{sandbox}\"\napproval_policy = \"{approval}\"\n", _fixture.Config, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrepareLaunchAsync_Conversation_IsTakenUp_AndAStrangeOneRefused()
    {
        var launch = await _fixture.Agent.PrepareLaunchAsync(_fixture.Launch(AgentMode.Interactive, conversation: FakeAppServer.Thread), Token);

        Assert.Equal(["resume", "--no-daemon", "--sandbox", "workspace-write", "--ask-for-approval", "on-request", FakeAppServer.Thread], launch.Command.Arguments);
        await Assert.ThrowsAsync<AoException>(async () => await _fixture.Agent.PrepareLaunchAsync(_fixture.Launch(conversation: "--yolo"), Token));
    }

    [Fact]
    public async Task PrepareLaunchAsync_Rules_ReachCodexWhateverTheyHold()
    {
        var file = Path.Combine(_fixture.State, "rules.md");
        await File.WriteAllTextAsync(file, "Say \"hi\".\n[projects]\n\u0000\ud83e\udd8a", Token);

        await _fixture.Agent.PrepareLaunchAsync(_fixture.Launch() with { SystemPromptFile = file }, Token);

        Assert.Contains("developer_instructions = \"Say \\\"hi\\\".\\u000a[projects]\\u000a\\u0000🦊\"\n", _fixture.Config, StringComparison.Ordinal);
    }

    [Fact]
    public void HookTrust_Fingerprint_IsWhatCodexComputes() => Assert.Equal(
        "sha256:3885c82da168e70f35abd2f30b3da6b5feedb54cdda4d669f30925ff94ad7c6d",
        HookTrust.Fingerprint("permission_request", "/bin/sh '/a/hook.sh' '/a/log-1.jsonl'"));

    private AgentSetup Setup() => new() { Settings = _fixture.Settings, Runtime = CodexFixture.Pipes };
}
