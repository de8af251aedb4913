using Ao.Agents;
using Ao.FakeModel;

namespace Ao.RealAgents;

public sealed class ClaudeCodeStructuredTests() : ClaudeCodeScenarios(AgentMode.Structured)
{
    private protected override Task<AgentRig> StartAsync(PermissionMode permissions) => ClaudeCodeRig.StartAsync(Mode, permissions);

    [Fact]
    public async Task Message_SentTwice_IsActedOnOnce()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("once", Script.Empty.Say("First.", new TokenCount(10, 0, 1)).Say("Second.", new TokenCount(10, 0, 1)).Say("Third.", new TokenCount(10, 0, 1)));
        await rig.LaunchAsync("Begin. [[script:once]]");
        await rig.ExpectAsync<TurnEnded>();

        await rig.SendAsync("Go on.", "m1");
        await rig.ExpectAsync<TurnEnded>();
        await rig.ReconnectAsync();
        await rig.SendAsync("Go on.", "m1");
        await rig.SendAsync("Go on.", "m2");

        Assert.Equal("Third.", (await rig.ExpectAsync<TurnEnded>()).Detail);
        Assert.Equal(3, rig.Model.Requests.Count(static request => !request.IsSide));
        Assert.Contains(rig.Signals, static signal => signal is MessageAcknowledged { MessageId: "m2" });
    }

    [Fact]
    public async Task RateLimit_WithAPause_TellsWhenItPasses()
    {
        await using var rig = await StartAsync(PermissionMode.Permissionless);
        rig.Model.Play("limited", Script.Empty.Refuse(429, times: 1, headers: new Dictionary<string, string> { ["retry-after"] = "6" }).Say("Waited it out.", new TokenCount(1000, 200, 30)));
        var begun = TimeProvider.System.GetUtcNow();

        await rig.LaunchAsync("Begin. [[script:limited]]");

        var limited = await rig.ExpectAsync<ProviderLimited>();
        Assert.Equal(ProviderLimitKind.RateLimited, limited.Kind);
        Assert.InRange(limited.ResetsAt!.Value, begun + TimeSpan.FromSeconds(4), TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(15));
        Assert.Equal("Waited it out.", (await rig.ExpectAsync<TurnEnded>()).Detail);
    }
}
