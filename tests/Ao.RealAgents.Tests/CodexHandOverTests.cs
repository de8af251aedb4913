using Ao.Agents;
using Ao.FakeModel;

namespace Ao.RealAgents;

/// <summary>One conversation of Codex, gone on with in another run, with and without a change of the way it is run.</summary>
public sealed class CodexHandOverTests
{
    private static readonly TokenCount s_turn = new(1000, 200, 30);

    [Theory]
    [InlineData(AgentMode.Structured, AgentMode.Interactive)]
    [InlineData(AgentMode.Interactive, AgentMode.Structured)]
    [InlineData(AgentMode.Structured, AgentMode.Structured)]
    [InlineData(AgentMode.Interactive, AgentMode.Interactive)]
    public async Task NextRun_GoesOnWithTheConversation_AndCountsOnlyWhatItUsed(AgentMode first, AgentMode second)
    {
        await using var rig = await CodexRig.StartAsync(first, PermissionMode.Permissionless);
        rig.Model.Play("talk", Script.Empty.Say("First.", s_turn));
        rig.Model.Play("next", Script.Empty.Say("Second.", s_turn).Say("Third.", s_turn));
        await rig.LaunchAsync("Remember the word heron. [[script:talk]]");
        var conversation = (await rig.ExpectAsync<ConversationStarted>()).ConversationId;
        await rig.ExpectAsync<TurnEnded>();
        await rig.StopAsync();
        await rig.ExpectAsync<RunEnded>();

        await rig.ChangeModeAsync(second);
        await rig.LaunchAsync(prompt: null, conversation);
        await rig.ExpectAsync<ActivityChanged>(static changed => changed.Activity == AgentActivity.Ready);
        await rig.SendAsync("Go on. [[script:next]]", "m1");
        Assert.Contains("Second.", (await rig.ExpectAsync<TurnEnded>()).Detail, StringComparison.Ordinal);
        await rig.ReconnectAsync();
        await rig.SendAsync("Once more.", "m2");
        Assert.Contains("Third.", (await rig.ExpectAsync<TurnEnded>()).Detail, StringComparison.Ordinal);

        Assert.Equal([conversation, conversation], rig.Signals.OfType<ConversationStarted>().Select(static started => started.ConversationId));
        Assert.Contains(rig.Model.Requests, static request => request is { IsSide: false, Script: "next" } && request.Transcript.Contains("heron", StringComparison.Ordinal));
        var served = rig.Model.Served();
        var used = rig.Signals.OfType<UsageReported>().ToList();
        Assert.Equal((served.Input + served.Cached, served.Cached, served.Output), (used.Sum(static usage => usage.InputTokens), used.Sum(static usage => usage.CachedTokens), used.Sum(static usage => usage.OutputTokens)));
        Assert.Equal(3, used.Count);
    }
}
