using Ao.Agents;
using Ao.FakeModel;
using Ao.Runtimes;

namespace Ao.RealAgents;

/// <summary>What Claude Code must be able to do beyond what every agent must.</summary>
public abstract class ClaudeCodeScenarios(AgentMode mode) : AgentScenarios(mode)
{
    private static readonly TokenCount s_turn = new(1000, 200, 30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Launch_WithoutPrompt_IsReadyAndAsksNothing()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("talk", Script.Empty.Say("Here.", s_turn));

        await rig.LaunchAsync(prompt: null);

        await rig.ExpectAsync<ActivityChanged>(static changed => changed.Activity == AgentActivity.Ready);
        Assert.Empty(rig.Model.Requests);
        Assert.Equal(MessageStage.Submitted, (MessageStage)Math.Min((int)(await rig.SendAsync("Hello. [[script:talk]]")).Stage, (int)MessageStage.Submitted));
        Assert.Equal("Here.", (await rig.ExpectAsync<TurnEnded>()).Detail);
    }

    [Theory]
    [InlineData("!echo run > shell.txt; [[script:talk]]")]
    [InlineData("/exit [[script:talk]]")]
    public async Task Message_ThatLooksLikeACommand_IsText(string text)
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("talk", Script.Empty.Say("Heard.", s_turn));
        await rig.LaunchAsync("Begin.");
        await rig.ExpectAsync<TurnEnded>();

        await rig.SendAsync(text);

        Assert.Equal("Heard.", (await rig.ExpectAsync<TurnEnded>()).Detail);
        Assert.False(File.Exists(Path.Combine(rig.Workspace, "shell.txt")));
    }

    [Fact]
    public async Task Message_LongWithAnyUnicode_ArrivesAsItIs()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("read", Script.Empty.Say("Read.", s_turn));
        var text = string.Concat(Enumerable.Range(0, 2500).Select(static line => $"Zeile {line}: äöü “quoted” 日本語 🦊 $HOME `id` \\n\n")) + "The end. [[script:read]]";
        await rig.LaunchAsync("Begin.");
        await rig.ExpectAsync<TurnEnded>();

        await rig.SendAsync(text, "m7");

        Assert.Equal("Read.", (await rig.ExpectAsync<TurnEnded>()).Detail);
        Assert.Contains(rig.Signals, static signal => signal is TurnStarted { MessageId: "m7" });
        Assert.Contains(text, rig.Model.Requests.Last(static request => request is { Script: "read" }).LastWords.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_InAFile_ReachTheModelAndTheReviewerCannotEdit()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.SystemPromptFile = Path.Combine(rig.State, "rules.md");
        rig.Role = SessionRole.Reviewer;
        await File.WriteAllTextAsync(rig.SystemPromptFile, "You are a heron.", Token);

        await rig.LaunchAsync("Begin.");

        await rig.ExpectAsync<TurnEnded>();
        var tools = rig.Model.Requests.First(static request => !request.IsSide).Tools;
        Assert.Contains("Bash", tools);
        Assert.Contains("mcp__ao__bug_report", tools);
        Assert.Empty(tools.Intersect(["Edit", "Write", "NotebookEdit", "AskUserQuestion"]));
    }

    [Fact]
    public async Task Interrupt_BeforeTheModelSaysAnything_LeavesNoTextBehind()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("slow", Script.Empty.Think(TimeSpan.FromSeconds(60)).Say("Never said."));
        rig.Model.Play("next", Script.Empty.Say("Still here.", s_turn));
        await rig.LaunchAsync("Begin. [[script:slow]]");
        await rig.ExpectAsync<ActivityChanged>(static changed => changed.Activity == AgentActivity.Active);

        await rig.Connection.InterruptAsync(Token);
        Assert.Equal(TurnOutcome.Interrupted, (await rig.ExpectAsync<TurnEnded>()).Outcome);
        await rig.SendAsync("Are you there? [[script:next]]");

        Assert.Equal("Still here.", (await rig.ExpectAsync<TurnEnded>()).Detail);
        Assert.DoesNotContain("[[script:slow]]Are", rig.Model.Requests.Last(static request => request is { Script: "next" }).LastWords, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conversation_HandedOverToTheOtherWay_GoesOn()
    {
        await using var first = await StartAsync(PermissionMode.Permissionless);
        first.Model.Play("talk", Script.Empty.Say("I remember it.", s_turn));
        await first.LaunchAsync("Remember the word heron. [[script:talk]]");
        var conversation = (await first.ExpectAsync<ConversationStarted>()).ConversationId;
        await first.ExpectAsync<TurnEnded>();
        await first.StopAsync();
        await first.ExpectAsync<RunEnded>();
        var other = Mode == AgentMode.Structured ? AgentMode.Interactive : AgentMode.Structured;
        await using var second = await ClaudeCodeRig.StartAsync(other, PermissionMode.Permissionless);
        CopyFolder(Path.Combine(first.Home, ".claude", "projects"), Path.Combine(second.Home, ".claude", "projects"));
        second.Model.Play("after", Script.Empty.Say("Went on.", s_turn));

        await second.LaunchAsync("Which word? [[script:after]]", conversation);

        Assert.Equal("Went on.", (await second.ExpectAsync<TurnEnded>()).Detail);
        Assert.Equal(conversation, Assert.Single(second.Signals.OfType<ConversationStarted>()).ConversationId);
        Assert.Contains("heron", second.Model.Requests.First(static request => request is { Script: "after" }).Transcript, StringComparison.Ordinal);
        Assert.Equal(1200, second.Signals.OfType<UsageReported>().Sum(static usage => usage.InputTokens));
    }

    [Fact]
    public async Task Conversation_ThatNeverBegan_IsTakenUp()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("talk", Script.Empty.Say("Begun.", s_turn));
        await rig.LaunchAsync(prompt: null);
        var conversation = (await rig.ExpectAsync<ConversationStarted>()).ConversationId;
        await rig.KillAsync();
        await rig.ExpectAsync<RunEnded>();

        await rig.LaunchAsync("Begin. [[script:talk]]", conversation);

        Assert.Equal("Begun.", (await rig.ExpectAsync<TurnEnded>()).Detail);
        Assert.Equal(conversation, rig.Signals.OfType<ConversationStarted>().Last().ConversationId);
    }

    [Fact]
    public async Task Kill_MidTurn_CountsWhatTheTurnHasUsed()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("long", Script.Empty.Shell(LongCommand, usage: s_turn).Say("Never said.", s_turn));
        await rig.LaunchAsync("Begin. [[script:long]]");
        await UntilAsync(() => File.Exists(Path.Combine(rig.Workspace, "begun.txt")));

        await rig.KillAsync();

        await rig.ExpectAsync<RunEnded>();
        Assert.Equal((1200, 30), (rig.Signals.OfType<UsageReported>().Sum(static usage => usage.InputTokens), rig.Signals.OfType<UsageReported>().Sum(static usage => usage.OutputTokens)));
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
