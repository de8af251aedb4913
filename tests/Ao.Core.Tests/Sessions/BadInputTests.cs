using Ao.Consents;
using Ao.Effects;
using Ao.PullRequests;
using Ao.Sessions;

namespace Ao.Core.Tests.Sessions;

/// <summary>What cannot be worked with is one clear error, and nothing is made of it: no session, and no number used up.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    public static TheoryData<string, SpawnRequest, string> BadRequests
    {
        get
        {
            var good = new SpawnRequest { Project = "shop", Prompt = "Do it." };
            return new TheoryData<string, SpawnRequest, string>
            {
                { "no project", good with { Project = null! }, "names no project" },
                { "an unknown project", good with { Project = "shpo" }, "'shpo'" },
                { "an empty agent", good with { Agent = "" }, "empty agent" },
                { "no task", good with { Prompt = null! }, "task is empty" },
                { "a task of 1 MB", good with { Prompt = new string('x', 1024 * 1024) }, "1,048,576 characters" },
                { "no dependencies at all", good with { DependsOn = null! }, "depends on a session that it does not name" },
                { "a dependency without a name", good with { DependsOn = [default] }, "depends on a session that it does not name" },
                { "an unknown dependency", good with { DependsOn = [new SessionId("shop", 7)] }, "no session 'shop-7'" },
                { "a role that is none", good with { Role = (SessionRole)99 }, "no role 99" },
                { "a branch like an option", good with { Branch = "--force" }, "'--force'" },
                { "a branch that is there", good with { Branch = "taken" }, "taken" },
            };
        }
    }

    [Theory]
    [MemberData(nameof(BadRequests), DisableDiscoveryEnumeration = true)]
    public async Task Spawn_OfWhatCannotBe_IsOneClearErrorAndMakesNothing(string what, SpawnRequest request, string expected)
    {
        _world.Scm.Fault = static step => step == "branch taken" ? new AoException("There is a branch 'taken'.") : null;
        await using var engine = await Engine.StartAsync(_world);

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.SpawnAsync(request, TestContext.Current.CancellationToken));
        var next = await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, TestContext.Current.CancellationToken);

        Assert.True(error.Message.Contains(expected, StringComparison.Ordinal), $"{what}: {error.Message}");
        Assert.Equal(1, next.Id.Number);
        Assert.Single(engine.Orchestrator.List());
    }

    [Fact]
    public async Task Spawn_VerificationProgramIsMissing_IsRefusedBeforeAnAgentWorks()
    {
        _world.VerifyWith("no-such-program-anywhere");
        await using var engine = await Engine.StartAsync(_world);

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, TestContext.Current.CancellationToken));

        Assert.Contains("no program 'no-such-program-anywhere'", error.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Orchestrator.List());
    }

    [Fact]
    public async Task Spawn_VerificationProgramIsOneOfTheCheckout_IsTaken()
    {
        _world.VerifyWith("tests/run.sh");
        await using var engine = await Engine.StartAsync(_world);

        var spawned = await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, TestContext.Current.CancellationToken);

        Assert.Equal(1, spawned.Id.Number);
    }

    [Fact]
    public async Task AnyCall_OfAnUnknownSession_IsOneClearError()
    {
        await using var engine = await Engine.StartAsync(_world);
        var nobody = new SessionId("shop", 7);
        Func<Task>[] calls =
        [
            () => Task.FromResult(engine.Orchestrator.Get(nobody)),
            () => engine.Orchestrator.SendAsync(nobody, "Hello?"),
            () => engine.Orchestrator.StopAsync(nobody),
            () => engine.Orchestrator.RestoreAsync(nobody),
        ];

        foreach (var call in calls)
        {
            var error = await Assert.ThrowsAsync<AoException>(call);
            Assert.Contains("no session 'shop-7'", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Agent_FailsWithoutAClaim_SaysTheEndOfItsOutput()
    {
        _world.Runtime.OnStart = static process => process.Say("begins").Say("cannot find \u001b[31mits licence").Exit(3);
        await using var engine = await Engine.StartAsync(_world);

        var spawned = await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, TestContext.Current.CancellationToken);
        var failed = await engine.WaitAsync(spawned.Id, SessionStatus.Failed);

        Assert.Contains("code 3", failed.Reason, StringComparison.Ordinal);
        Assert.EndsWith("cannot find [31mits licence", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proposal_QuestionLapsed_IsAskedAnewWhenItIsProposedAgain()
    {
        _world.Runtime.OnStart = static process => process.Exit(0);
        _world.Options.Consent.Expiry = TimeSpan.FromSeconds(1);
        await using var engine = await Engine.StartAsync(_world);
        var spawned = await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, TestContext.Current.CancellationToken);
        await engine.WaitAsync(spawned.Id, static session => session.PullRequest is { State: ProposalState.Refused });
        var lapsed = Assert.Single(engine.Orchestrator.Consents.List(pendingOnly: false));
        _world.Options.Consent.Expiry = TimeSpan.FromHours(1);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await engine.Orchestrator.PullRequests.ProposeAsync(spawned.Id, over.Token);
        var approving = engine.ApproveEverythingAsync(over.Token);
        await engine.WaitAsync(spawned.Id, static session => session.PullRequest is { State: ProposalState.Open });

        Assert.Equal(ConsentState.Expired, lapsed.State);
        Assert.Equal(EffectKind.OpenPullRequest, lapsed.Kind);
        await over.CancelAsync();
        await approving;
    }
}
