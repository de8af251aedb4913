using System.Text.Json.Nodes;
using Ao.Agents;
using Ao.FakeModel;

namespace Ao.RealAgents;

/// <summary>Codex by the protocol of its app-server.</summary>
public sealed class CodexStructuredTests() : AgentScenarios(AgentMode.Structured)
{
    private const string Patch = "*** Begin Patch\n*** Add File: patched.txt\n+hello\n*** End Patch\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Commit_InTheSandboxOfTheDefaultMode_Works(bool hasRepositoryOfItsOwn)
    {
        await using var rig = await StartAsync(PermissionMode.Default);
        if (hasRepositoryOfItsOwn)
        {
            await CodexRig.MakeOwnRepositoryAsync(rig);
        }

        rig.Model.Play("commit", Script.Empty.Shell("echo a > a.txt && git add . && git commit -qm 'Add a'").Say("Done."));

        await rig.LaunchAsync("Begin. [[script:commit]]");

        await rig.ExpectAsync<TurnEnded>();
        Assert.Equal("Add a", await rig.GitAsync("log", "-1", "--format=%s"));
        Assert.DoesNotContain(rig.Signals, static signal => signal is PermissionAsked);
    }

    [Fact]
    public async Task Shell_InTheSandboxOfTheDefaultMode_WritesToTheSessionsOwnTemporaryFolderOnly()
    {
        await using var rig = await StartAsync(PermissionMode.Default);
        var foreign = Path.Combine(rig.State, "escaped.txt");
        rig.Model.Play("escape", Script.Empty.Shell($"echo a > \"$TMPDIR/own.txt\"; echo b > '{foreign}'; echo tried > tried.txt").Say("Done."));

        await rig.LaunchAsync("Begin. [[script:escape]]");

        await rig.ExpectAsync<TurnEnded>();
        Assert.True(File.Exists(Path.Combine(rig.Workspace, "tried.txt")), await rig.DescribeAsync());
        Assert.True(File.Exists(Path.Combine(rig.Home, "tmp", "own.txt")));
        Assert.False(File.Exists(foreign));
    }

    [Fact]
    public async Task Patch_InSuggestMode_IsAskedForWithItsFiles()
    {
        await using var rig = await StartAsync(PermissionMode.Suggest);
        rig.Model.Play("patch", Script.Empty.Shell($"apply_patch <<'EOF'\n{Patch}EOF").Say("Done."));
        await rig.LaunchAsync("Begin. [[script:patch]]");

        var asked = await rig.ExpectAsync<PermissionAsked>();

        Assert.Contains("patched.txt", asked.Title + string.Concat(asked.Parameters), StringComparison.Ordinal);
        await ((IPermissionResponder)rig.Connection).AnswerAsync(new PermissionAnswer(asked.QuestionId, IsAllowed: true), Token);
        await rig.ExpectAsync<TurnEnded>();
        Assert.True(File.Exists(Path.Combine(rig.Workspace, "patched.txt")));
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

        Assert.Equal(("ao.bug_report", "found it"), (asked.Tool, asked.Parameters["title"]));
        Assert.Empty(rig.Tools.Reports);
        await ((IPermissionResponder)rig.Connection).AnswerAsync(new PermissionAnswer(asked.QuestionId, isAllowed), Token);
        await rig.ExpectAsync<PermissionSettled>();
        await rig.ExpectAsync<TurnEnded>();
        Assert.Equal(isAllowed ? ["found it"] : [], rig.Tools.Reports);
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

    [Theory]
    [InlineData("trusted")]
    [InlineData("untrusted")]
    public async Task ConfigurationOfTheRepository_LoosensNothing(string trust)
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Role = SessionRole.Reviewer;
        rig.Settings = rig.Settings with { Options = new Dictionary<string, string>(rig.Settings.Options) { ["trust"] = trust } };
        Directory.CreateDirectory(Path.Combine(rig.Workspace, ".codex"));
        await File.WriteAllTextAsync(Path.Combine(rig.Workspace, ".codex/config.toml"), "sandbox_mode = \"danger-full-access\"\napproval_policy = \"never\"\n", Token);
        rig.Model.Play("write", Script.Empty.Shell("echo a > a.txt").Say("Tried."));

        await rig.LaunchAsync("Begin. [[script:write]]");

        await rig.ExpectAsync<TurnEnded>();
        Assert.False(File.Exists(Path.Combine(rig.Workspace, "a.txt")));
    }

    [Fact]
    public async Task ConversationThatIsNotThere_EndsInAClearFact()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);

        await rig.LaunchAsync("Begin.", "01a2140c-660f-7103-8ff0-8fad0cf53900");

        var blocked = await rig.ExpectAsync<ActivityChanged>(static changed => changed.Activity == AgentActivity.Blocked);
        Assert.Contains("could not take up the conversation", blocked.Detail, StringComparison.Ordinal);
        Assert.Equal(MessageStage.Failed, (await rig.SendAsync("Are you there?")).Stage);
    }

    [Fact]
    public async Task MessageThatIsOfferedAgain_IsActedOnOnce()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("talk", Script.Empty.Say("First.").Say("Second.").Say("Third."));
        await rig.LaunchAsync("Begin. [[script:talk]]");
        await rig.ExpectAsync<TurnEnded>();
        await rig.SendAsync("Go on.", "m1");
        await rig.ExpectAsync<TurnEnded>();

        await rig.ReconnectAsync();
        var again = await rig.SendAsync("Go on.", "m1");
        await rig.SendAsync("And on.", "m2");

        Assert.Equal(MessageStage.TurnStarted, again.Stage);
        Assert.Contains("Third.", (await rig.ExpectAsync<TurnEnded>()).Detail, StringComparison.Ordinal);
        Assert.Equal(["m1", "m2"], rig.Signals.OfType<TurnStarted>().Select(static started => started.MessageId));
    }

    private protected override Task<AgentRig> StartAsync(PermissionMode permissions) => CodexRig.StartAsync(Mode, permissions);
}
