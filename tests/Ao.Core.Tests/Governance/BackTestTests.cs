using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Effects;
using Ao.Effects;
using Ao.Governance;

namespace Ao.Core.Tests.Governance;

/// <summary>A policy is compared with what happened, without anything being done.</summary>
public sealed class BackTestTests
{
    private static readonly ProjectId s_shop = new("shop");
    private readonly OutsideWorld _world = new();

    [Fact]
    public async Task BackTestAsync_FortyThreeApproved_SaysWhichTwoItWouldNot()
    {
        await using var host = await GateHost.StartAsync();
        await FillAsync(host);
        var facts = CountAudited(host);

        var result = await host.Get<IGovernance>().BackTestAsync(s_shop, new ProjectPolicyOptions { ForkOwners = new ForkOwnerOptions { Deny = ["Mallory"] } }, GateHost.Token);

        Assert.Equal((43, 41, 2, 2, 1), (result.Approved, result.WouldApprove, result.Denied, result.WouldStop, result.Unanswered));
        Assert.Equal((0, 0, 0, 2), (result.AskedMore, result.AskedLess, result.Unreadable, result.Disagreements.Count));
        Assert.StartsWith("would have approved 41 of 43, these two not: 'Fork 1' (approved by 'ada'): policy 'configuration': 'mallory' is denied as an owner of forks", result.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("; would have stopped 2 of 2", result.ToString(), StringComparison.Ordinal);
        Assert.Equal((facts, 43), (CountAudited(host), _world.Created));
        Assert.NotEqual(host.Get<IGovernance>().Current(s_shop).Version, result.Version);
    }

    [Fact]
    public async Task BackTestAsync_SameSettings_AgreesInEverything()
    {
        await using var host = await GateHost.StartAsync();
        await FillAsync(host);

        var result = await host.Get<IGovernance>().BackTestAsync(s_shop, new ProjectPolicyOptions(), GateHost.Token);

        Assert.Equal(("would have approved 43 of 43; would have stopped 2 of 2", host.Get<IGovernance>().Current(s_shop).Version), (result.ToString(), result.Version));
    }

    [Fact]
    public async Task BackTestAsync_OwnersPolicy_TellsWhatWouldBeAskedMore()
    {
        await using var host = await GateHost.StartAsync();
        await FillAsync(host);

        var result = await host.Get<IGovernance>().BackTestAsync(s_shop, new TestPolicy("careful", (hook, _, _) => ValueTask.FromResult(hook == "issue" ? PolicyAnswer.Ask("people look at issues") : PolicyAnswer.Allow)), GateHost.Token);

        Assert.Equal((43, 40), (result.WouldApprove, result.AskedMore));
        Assert.EndsWith("; would have asked about 40 that were done without", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BackTestAsync_DenialsOfAPolicy_AreComparedWithTheNewOne()
    {
        var strict = new TestPolicy("strict", PolicyAnswer.Deny("no"));
        await using var host = await GateHost.StartAsync(policies: [strict]);
        var effect = Given.Effect(EffectKind.CreateIssue, title: "An issue");
        await host.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), GateHost.Token);

        var result = await host.Get<IGovernance>().BackTestAsync(s_shop, new TestPolicy("strict", PolicyAnswer.Allow) { Version = "2" }, GateHost.Token);

        Assert.Equal("would have approved 0 of 0; would have stopped 0 of 1, this one not: 'An issue' (denied by policy): it would have been done, and nobody asked", result.ToString());
    }

    [Fact]
    public async Task BackTestAsync_CandidateThatCannotBe_IsRefused()
    {
        await using var host = await GateHost.StartAsync();
        var governance = host.Get<IGovernance>();

        var settings = await Assert.ThrowsAsync<ConfigurationException>(() => governance.BackTestAsync(s_shop, new ProjectPolicyOptions { MinConfidence = new MinConfidenceOptions { BugReport = 7 } }, GateHost.Token));
        var name = await Assert.ThrowsAsync<AoException>(() => governance.BackTestAsync(s_shop, new TestPolicy("configuration", PolicyAnswer.Allow), GateHost.Token));
        var project = await Assert.ThrowsAsync<AoException>(() => governance.BackTestAsync(new ProjectId("none"), new ProjectPolicyOptions(), GateHost.Token));

        Assert.Contains("Policy:MinConfidence:BugReport", settings.Message, StringComparison.Ordinal);
        Assert.Contains("the name of what the settings say", name.Message, StringComparison.Ordinal);
        Assert.Contains("There is no project 'none'", project.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PolicyDiffersFromTheLastOne_IsAFactInTheTrail()
    {
        var options = new AoOptions { DataFolder = Path.Combine(Path.GetTempPath(), "ao-test-backtest-" + Guid.NewGuid().ToString("n")) };
        options.Projects["shop"] = new ProjectOptions { Path = "/shop" };
        await using var first = await GateHost.StartAsync(options: options);
        await first.StopAsync();
        await using var same = await GateHost.StartAsync(first.Journal.Reopen(), first.Time, options);
        await same.StopAsync();
        options.Projects["shop"].Gates = [EffectKind.CreateIssue];
        await using var other = await GateHost.StartAsync(same.Journal.Reopen(), first.Time, options);
        await other.StopAsync();
        options.Projects["shop"].Gates = [];
        await using var back = await GateHost.StartAsync(other.Journal.Reopen(), first.Time, options);

        var history = back.Get<IGovernance>().History(s_shop);
        Assert.Equal(3, history.Count);
        Assert.Equal((history[0].Version, history[0].Content), (history[2].Version, history[2].Content));
        Assert.NotEqual(history[0].Version, history[1].Version);
        Assert.Equal(history[2], back.Get<IGovernance>().Current(s_shop));
        Assert.Contains("\"gates\":[\"CreateIssue\"]", history[1].Content, StringComparison.Ordinal);
        Assert.Equal(new AuditVerification(IsIntact: true, 3), await back.Audit.VerifyAsync(GateHost.Token));
        await back.StopAsync();
        Directory.Delete(options.DataFolder, recursive: true);
    }

    [Fact]
    public void PolicyContent_SameThingsInAnotherOrder_IsTheSameVersion()
    {
        var one = new ProjectOptions { Gates = [EffectKind.CreateIssue, EffectKind.Notify], Policy = new ProjectPolicyOptions { ForkOwners = new ForkOwnerOptions { Allow = ["Ada", "bob"] } } };
        var two = new ProjectOptions { Gates = [EffectKind.Notify, EffectKind.CreateIssue, EffectKind.Notify], Policy = new ProjectPolicyOptions { ForkOwners = new ForkOwnerOptions { Allow = ["BOB", "ada "] } } };
        TestPolicy[] policies = [new("a", PolicyAnswer.Allow), new("b", PolicyAnswer.Allow)];

        Assert.Equal(PolicyContent.Of(one, policies), PolicyContent.Of(two, [policies[1], policies[0]]));
        Assert.NotEqual(PolicyContent.Of(one, policies).Version, PolicyContent.Of(one, [policies[0], new TestPolicy("b", PolicyAnswer.Allow) { Version = "2" }]).Version);
        Assert.NotEqual(PolicyContent.Of(one, []).Version, PolicyContent.Of(new ProjectOptions { Gates = one.Gates, Policy = new ProjectPolicyOptions { ForkOwners = one.Policy.ForkOwners, AskBeforeSession = false } }, []).Version);
    }

    private static int CountAudited(GateHost host)
    {
        var count = 0;
        host.Journal.Tamper(facts => count = facts.Count(AuditEntry.IsAudited));
        return count;
    }

    /// <summary>Forty issues done without asking, three forks approved, two pull requests refused, one question open.</summary>
    private async Task FillAsync(GateHost host)
    {
        for (var number = 0; number < 40; number++)
        {
            var issue = Given.Effect(EffectKind.CreateIssue, $"issue/{number}");
            await host.Gate.PerformAsync(issue, new WorldAction(_world, issue.Key), GateHost.Token);
        }

        for (var number = 0; number < 3; number++)
        {
            var fork = Given.Effect(EffectKind.CreateFork, $"fork/{number}", title: $"Fork {number}", parameters: ("owner", number == 0 ? "ada" : "mallory"));
            await host.ApproveAsync(fork, new WorldAction(_world, fork.Key));
        }

        for (var number = 0; number < 2; number++)
        {
            var proposal = Given.Effect(EffectKind.OpenPullRequest, $"pull/{number}");
            var performing = host.Gate.PerformAsync(proposal, new WorldAction(_world, proposal.Key), GateHost.Token).AsTask();
            await host.Consents.AnswerAsync((await host.WaitPendingAsync()).Id, ConsentDecision.Deny, GateHost.Ada, cancellationToken: GateHost.Token);
            await performing;
        }

        var open = Given.Effect(EffectKind.OpenPullRequest, "pull/open");
        await host.Desk.RequestAsync(open, CanonicalOperation.Hash(open), [], [], GateHost.Token);
    }
}
