using System.Text.Json.Nodes;
using Ao.Agents;
using Ao.FakeModel;

namespace Ao.RealAgents;

/// <summary>What every agent must be able to do, with its real tool, in one way of running. A class for each tool derives from it.</summary>
public abstract class AgentScenarios(AgentMode mode)
{
    private static readonly TokenCount s_turn = new(1000, 200, 30);

    /// <summary>Gets how the tool is run.</summary>
    protected AgentMode Mode => mode;

    /// <summary>Gets a command that the tool's shell runs for long, and that a turn is interrupted in.</summary>
    protected virtual string LongCommand => "echo begun > begun.txt; timeout 300 tail -f /dev/null";

    /// <summary>Gets what the model adds to a call of the shell that is to be asked about, for a tool that asks only where the model says that it should.</summary>
    protected virtual JsonObject? AskingArguments => null;

    /// <summary>Starts a rig with the tool's plugin, and sets its settings so that the tool talks to the rig's model.</summary>
    private protected abstract Task<AgentRig> StartAsync(PermissionMode permissions);

    [Fact]
    public async Task Task_IsWorkedOn_CommittedReportedAndCounted()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("work", Script.Empty
            .Shell("echo '{{word}}' > '{{word}}.txt' && git add . && git commit -qm 'Add {{word}}'", "I will do it.", s_turn)
            .Mcp("bug_report", new JsonObject { ["title"] = "found {{word}}" }, s_turn)
            .Say("All done.", s_turn));

        await rig.LaunchAsync("Please work. [[script:work word=alpha]]");

        Assert.NotEmpty((await rig.ExpectAsync<ConversationStarted>()).ConversationId);
        var ended = await rig.ExpectAsync<TurnEnded>();
        Assert.Equal(TurnOutcome.Completed, ended.Outcome);
        Assert.Contains("All done.", ended.Detail, StringComparison.Ordinal);
        Assert.Equal("Add alpha", await rig.GitAsync("log", "-1", "--format=%s"));
        Assert.Equal("", await rig.GitAsync("status", "--porcelain", "--ignored"));
        Assert.Equal(["found alpha"], rig.Tools.Reports);
        AssertUsage(rig);
    }

    [Fact]
    public async Task SecondMessage_IsActedOnInTheSameConversation()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("talk", Script.Empty.Say("First.", s_turn).Shell("echo second > second.txt", usage: s_turn).Say("Second.", s_turn));
        await rig.LaunchAsync("Begin. [[script:talk]]");
        await rig.ExpectAsync<TurnEnded>();

        var delivery = await rig.SendAsync("Go on.", "m1");

        Assert.InRange(delivery.Stage, MessageStage.Submitted, MessageStage.Acknowledged);
        var ended = await rig.ExpectAsync<TurnEnded>();
        Assert.Equal((TurnOutcome.Completed, true), (ended.Outcome, ended.Detail!.Contains("Second.", StringComparison.Ordinal)));
        Assert.True(File.Exists(Path.Combine(rig.Workspace, "second.txt")));
        Assert.Contains(rig.Signals, static signal => signal is TurnStarted { MessageId: "m1" } or MessageAcknowledged { MessageId: "m1" });
        AssertUsage(rig);
    }

    [Fact]
    public async Task Prompt_LongWithAnyUnicode_ArrivesAsItIs()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("read", Script.Empty.Say("Read.", s_turn));
        var text = string.Concat(Enumerable.Range(0, 2500).Select(static line => $"Zeile {line}: äöü “quoted” 日本語 🦊 $HOME `id` \\n\n")) + "The end. [[script:read]]";
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(text) > 100 * 1024);

        await rig.LaunchAsync(text);

        await rig.ExpectAsync<TurnEnded>(static ended => ended.Outcome == TurnOutcome.Completed);
        var heard = rig.Model.Requests.First(static request => request is { IsSide: false, Script: "read" }).LastWords;
        Assert.Contains(text.Trim(), heard.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kill_MidTurn_ThenResume_GoesOnWithTheConversation()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("long", Script.Empty.Say("I remember it.", s_turn).Shell(LongCommand, usage: s_turn).Say("Went on.", s_turn));
        await rig.LaunchAsync("Remember the word heron. [[script:long]]");
        var conversation = (await rig.ExpectAsync<ConversationStarted>()).ConversationId;
        await rig.ExpectAsync<TurnEnded>();
        await rig.SendAsync("Do the long thing.");
        await UntilAsync(() => File.Exists(Path.Combine(rig.Workspace, "begun.txt")));

        await rig.KillAsync();

        await rig.ExpectAsync<RunEnded>();
        Assert.Empty(rig.ProcessesInWorkspace());
        rig.Model.Play("after", Script.Empty.Say("Resumed.", s_turn));
        await rig.LaunchAsync("Where were we? [[script:after]]", conversation);
        Assert.Contains("Resumed.", (await rig.ExpectAsync<TurnEnded>()).Detail, StringComparison.Ordinal);
        Assert.Equal(conversation, rig.Signals.OfType<ConversationStarted>().Last().ConversationId);

        // The model was shown what was said before the crash.
        Assert.Contains(rig.Model.Requests, static request => request is { IsSide: false, Script: "after" } && request.Transcript.Contains("heron", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Permission_IsAskedFor_AndTheAnswerCounts(bool isAllowed)
    {
        await using var rig = await StartAsync(PermissionMode.Suggest);
        rig.Model.Play("ask", Script.Empty.Shell("echo asked > asked.txt", usage: s_turn, extra: AskingArguments).Say("Answered.", s_turn));
        await rig.LaunchAsync("Begin. [[script:ask]]");

        var asked = await rig.ExpectAsync<PermissionAsked>();
        Assert.Contains("asked.txt", asked.Title + string.Concat(asked.Parameters.Values), StringComparison.Ordinal);
        Assert.InRange(asked.QuestionId.Length, 1, 200);
        Assert.False(File.Exists(Path.Combine(rig.Workspace, "asked.txt")));
        await ((IPermissionResponder)rig.Connection).AnswerAsync(new PermissionAnswer(asked.QuestionId, isAllowed, isAllowed ? null : "Not now."), TestContext.Current.CancellationToken);

        Assert.Equal(asked.QuestionId, (await rig.ExpectAsync<PermissionSettled>()).QuestionId);
        await rig.ExpectAsync<TurnEnded>();
        Assert.True(isAllowed == File.Exists(Path.Combine(rig.Workspace, "asked.txt")), await rig.DescribeAsync());
    }

    [Fact]
    public async Task Permission_AnsweredByAHostThatWasStartedAgain()
    {
        await using var rig = await StartAsync(PermissionMode.Suggest);
        rig.Model.Play("ask", Script.Empty.Shell("echo asked > asked.txt", usage: s_turn, extra: AskingArguments).Say("Answered.", s_turn));
        await rig.LaunchAsync("Begin. [[script:ask]]");
        var asked = await rig.ExpectAsync<PermissionAsked>();

        await rig.ReconnectAsync();
        await ((IPermissionResponder)rig.Connection).AnswerAsync(new PermissionAnswer(asked.QuestionId, IsAllowed: true), TestContext.Current.CancellationToken);

        await rig.ExpectAsync<TurnEnded>();
        Assert.True(File.Exists(Path.Combine(rig.Workspace, "asked.txt")));
        Assert.Single(rig.Signals.OfType<PermissionAsked>());
    }

    [Fact]
    public async Task Interrupt_MidTurn_EndsTheTurnAndLeavesNothingBehind()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("long", Script.Empty.Shell(LongCommand, usage: s_turn).Say("Never said.", s_turn));
        rig.Model.Play("next", Script.Empty.Say("Still here.", s_turn));
        await rig.LaunchAsync("Begin. [[script:long]]");
        await UntilAsync(() => File.Exists(Path.Combine(rig.Workspace, "begun.txt")));

        await rig.Connection.InterruptAsync(TestContext.Current.CancellationToken);

        Assert.Equal(TurnOutcome.Interrupted, (await rig.ExpectAsync<TurnEnded>()).Outcome);
        await rig.SendAsync("Are you there? [[script:next]]");
        Assert.Contains("Still here.", (await rig.ExpectAsync<TurnEnded>()).Detail, StringComparison.Ordinal);
        await rig.StopAsync();
        await rig.ExpectAsync<RunEnded>();
        Assert.Empty(rig.ProcessesInWorkspace());
    }

    [Fact]
    public async Task Reconnect_MidTurn_MissesNothingAndRepeatsNothing()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("work", Script.Empty.Shell("while [ ! -e go ]; do sleep 0.1; done; echo went > went.txt", usage: s_turn).Say("All done.", s_turn));
        await rig.LaunchAsync("Begin. [[script:work]]");
        await rig.ExpectAsync<ActivityChanged>(static changed => changed.Activity == AgentActivity.Active);
        await UntilAsync(() => rig.Model.Requests.Any(static request => !request.IsSide));

        await rig.ReconnectAsync();
        await File.WriteAllTextAsync(Path.Combine(rig.Workspace, "go"), "", TestContext.Current.CancellationToken);

        await rig.ExpectAsync<TurnEnded>(static ended => ended.Outcome == TurnOutcome.Completed);
        Assert.Single(rig.Signals.OfType<TurnEnded>());
        Assert.Single(rig.Signals.OfType<ConversationStarted>());
        AssertUsage(rig);
        Assert.Equal(2, rig.Model.Requests.Count(static request => !request.IsSide));
    }

    [Theory]
    [InlineData(429, ProviderLimitKind.RateLimited)]
    [InlineData(401, ProviderLimitKind.SignInExpired)]
    [InlineData(500, ProviderLimitKind.Overloaded)]
    public async Task ProviderRefuses_IsToldWithItsKind_AndTheTurnCanBeGoneOnWith(int status, ProviderLimitKind kind)
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("limited", Script.Empty.Refuse(status, times: 1000, message: "scripted refusal").Say("Never said."));
        rig.Model.Play("next", Script.Empty.Say("Back again.", s_turn));
        await rig.LaunchAsync("Begin. [[script:limited]]");

        await AssertRefusedAsync(rig, status, kind);

        await rig.SendAsync("Go on. [[script:next]]");
        Assert.Contains("Back again.", (await rig.ExpectAsync<TurnEnded>()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamThatBreaksOff_EndsInAClearFact()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("cut", Script.Empty.BreakOff().Say("Said after all, in spite of a stream that broke off in its middle.", s_turn));
        await rig.LaunchAsync("Begin. [[script:cut]]");

        // A tool asks again by itself, or gives the turn up: both are clear.
        var ended = await rig.ExpectAsync<TurnEnded>();
        Assert.Contains(ended.Outcome, new[] { TurnOutcome.Completed, TurnOutcome.Failed, TurnOutcome.Limited });
        Assert.False(string.IsNullOrWhiteSpace(ended.Detail));
    }

    [Fact]
    public async Task Readiness_RealTool_TellsItsVersion_AndAMissingOneTheRemedy()
    {
        await using var rig = await StartAsync(PermissionMode.Default);
        var ready = await rig.Agent.CheckReadinessAsync(rig.Setup, TestContext.Current.CancellationToken);
        Assert.True(ready.IsReady, ready.Problem);
        Assert.Matches(@"^\d+\.\d+\.\d+", ready.Version);

        rig.Settings = rig.Settings with { Command = new Commands.CommandLine("/nowhere/tool") };
        var missing = await rig.Agent.CheckReadinessAsync(rig.Setup, TestContext.Current.CancellationToken);
        Assert.False(missing.IsReady);
        Assert.False(string.IsNullOrWhiteSpace(missing.Remedy));
    }

    internal static Task UntilAsync(Func<bool> happened) => UntilAsync(() => Task.FromResult(happened()));

    internal static async Task UntilAsync(Func<Task<bool>> happened)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(120));
        while (!await happened())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, timeout.Token);
        }
    }

    /// <summary>A refusal must be told with its kind, and end the turn.</summary>
    private protected virtual async Task AssertRefusedAsync(AgentRig rig, int status, ProviderLimitKind kind)
    {
        Assert.Equal(kind, (await rig.ExpectAsync<ProviderLimited>()).Kind);
        Assert.Equal(TurnOutcome.Limited, (await rig.ExpectAsync<TurnEnded>()).Outcome);
    }

    /// <summary>What was signalled must be what the model served, side requests apart.</summary>
    private protected virtual void AssertUsage(AgentRig rig)
    {
        var served = rig.Model.Served();
        var used = rig.Signals.OfType<UsageReported>().ToList();
        Assert.Equal((served.Input + served.Cached, served.Cached, served.Output), (used.Sum(static usage => usage.InputTokens), used.Sum(static usage => usage.CachedTokens), used.Sum(static usage => usage.OutputTokens)));
    }
}
