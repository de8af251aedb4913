using System.Text.Json.Nodes;
using Ao.Agents;
using Ao.FakeModel;

namespace Ao.RealAgents;

/// <summary>Codex with its own screen.</summary>
public sealed class CodexInteractiveTests() : AgentScenarios(AgentMode.Interactive)
{
    /// <inheritdoc/>
    protected override JsonObject AskingArguments => new() { ["sandbox_permissions"] = "require_escalated", ["justification"] = "It writes a file." };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/quit [[script:read]]")]
    [InlineData("!touch ran.txt [[script:read]]")]
    [InlineData("  @file $skill #tag\n\n\tlast [[script:read]]\n\n")]
    public async Task Prompt_ThatLooksLikeACommand_IsAPrompt(string prompt)
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("read", Script.Empty.Say("Read."));

        await rig.LaunchAsync(prompt);

        await rig.ExpectAsync<TurnEnded>(static ended => ended.Outcome == TurnOutcome.Completed);
        Assert.Contains(prompt.Trim(), rig.Model.Requests.First(static request => request is { IsSide: false, Script: "read" }).LastWords, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(rig.Workspace, "ran.txt")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ToolOfAServer_ThatIsToBeAskedAbout_WaitsForTheAnswer(bool isAllowed)
    {
        await using var rig = await StartAsync(PermissionMode.Default);
        rig.Settings = rig.Settings with { ExtraArguments = ["-c", "mcp_servers.ao.default_tools_approval_mode=\"prompt\""] };
        rig.Model.Play("report", Script.Empty.Mcp("bug_report", new JsonObject { ["title"] = "found it" }).Say("Done."));
        await rig.LaunchAsync("Begin. [[script:report]]");

        var asked = await rig.ExpectAsync<PermissionAsked>();

        Assert.Contains("found it", string.Concat(asked.Parameters.Values), StringComparison.Ordinal);
        Assert.Empty(rig.Tools.Reports);
        await ((IPermissionResponder)rig.Connection).AnswerAsync(new PermissionAnswer(asked.QuestionId, isAllowed), Token);
        await rig.ExpectAsync<PermissionSettled>();
        await rig.ExpectAsync<TurnEnded>();
        Assert.Equal(isAllowed ? ["found it"] : [], rig.Tools.Reports);
    }

    [Fact]
    public async Task AllowedCommand_ThatRunsForLong_SettlesTheQuestionAtOnce()
    {
        await using var rig = await StartAsync(PermissionMode.Suggest);
        rig.Model.Play("ask", Script.Empty.Shell("echo asked > asked.txt; timeout 300 tail -f /dev/null", extra: AskingArguments).Say("Never said."));
        await rig.LaunchAsync("Begin. [[script:ask]]");
        var asked = await rig.ExpectAsync<PermissionAsked>();

        await ((IPermissionResponder)rig.Connection).AnswerAsync(new PermissionAnswer(asked.QuestionId, IsAllowed: true), Token);

        Assert.Equal(asked.QuestionId, (await rig.ExpectAsync<PermissionSettled>()).QuestionId);
        await UntilAsync(() => File.Exists(Path.Combine(rig.Workspace, "asked.txt")));
        await rig.Connection.InterruptAsync(Token);
        Assert.Equal(TurnOutcome.Interrupted, (await rig.ExpectAsync<TurnEnded>()).Outcome);
    }

    [Fact]
    public async Task Reviewer_CannotWrite_AndAsksNothing()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Role = SessionRole.Reviewer;
        rig.Model.Play("write", Script.Empty.Shell("echo a > a.txt").Mcp("bug_report", new JsonObject { ["title"] = "verdict" }).Say("Read."));

        await rig.LaunchAsync("Begin. [[script:write]]");

        await rig.ExpectAsync<TurnEnded>();
        Assert.False(File.Exists(Path.Combine(rig.Workspace, "a.txt")));
        Assert.Equal(["verdict"], rig.Tools.Reports);
        Assert.DoesNotContain(rig.Signals, static signal => signal is PermissionAsked);
    }

    [Fact]
    public async Task ConfigurationOfTheRepository_LoosensNothing()
    {
        await using var rig = await StartAsync(PermissionMode.Suggest);
        Directory.CreateDirectory(Path.Combine(rig.Workspace, ".codex"));
        await File.WriteAllTextAsync(Path.Combine(rig.Workspace, ".codex/config.toml"), "sandbox_mode = \"danger-full-access\"\napproval_policy = \"never\"\n", Token);
        rig.Model.Play("write", Script.Empty.Shell("echo a > a.txt").Say("Tried."));

        await rig.LaunchAsync("Begin. [[script:write]]");

        await rig.ExpectAsync<TurnEnded>();
        Assert.False(File.Exists(Path.Combine(rig.Workspace, "a.txt")));
    }

    [Fact]
    public async Task ConversationThatIsNotThere_EndsTheRun()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);

        await rig.LaunchAsync("Begin.", "01a2140c-660f-7103-8ff0-8fad0cf53900");

        Assert.NotEqual(0, (await rig.ExpectAsync<RunEnded>()).ExitCode);
    }

    private protected override Task<AgentRig> StartAsync(PermissionMode permissions) => CodexRig.StartAsync(Mode, permissions);
}
