using Ao.Alignment;
using Ao.Configuration;
using Ao.Core.Tests.Sessions;
using Ao.Effects;
using Ao.Forks;
using Ao.Journal;
using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.Alignment;

/// <summary>Checks of alignment through the engine, over fake plugins.</summary>
public sealed class AlignmentTests : IDisposable
{
    private static readonly ProjectId s_shop = new("shop");
    private readonly World _world = new() { Reacts = false };
    private readonly FakeChecker _checker = new();

    public AlignmentTests()
    {
        _world.Runtime.OnStart = static process => process.Exit(0);
        _world.Scm.Revision = static session => $"head-{session.Number}";
        _world.Named["alignment"] = _checker;
        _world.Project.Alignment.Detector = "alignment";
        _world.Project.Fork = new ForkOptions { Name = "shop", Peers = [new PeerOptions { Name = "games", Location = "/forks/games" }, new PeerOptions { Name = "robots", Location = "/forks/robots" }] };
        foreach (var revision in new[] { "base", "head-1", "head-2", "games-1", "games-2", "merged" })
        {
            _world.Scm.Trees[revision] = new MemoryTree(revision, new Dictionary<string, string>());
        }

        _checker.Find = static (_, fork) => [FakeChecker.Alert(fork), FakeChecker.Alert(fork, AlignmentTier.List, "Pool.Release"), FakeChecker.Alert(fork, AlignmentTier.Silent, "Pool.Size")];
        _world.Scm.TrialMerge = static (_, _) => new TrialMerge("merged", []);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task CheckAsync_ForkThatReliesOnIt_IsFoundOnceAndReadAfterwards()
    {
        await using (var engine = await StartAsync("games-1"))
        {
            await engine.Orchestrator.Forks.LookAsync(s_shop, "robots", Token);
            var report = await engine.Orchestrator.Alignment.CheckAsync(s_shop, "head-1", cancellationToken: Token);

            var verdict = Assert.Single(report.Verdicts);
            Assert.Equal(("games", "games-1", "head-1", "base", "fake/1", 1), (verdict.Fork, verdict.ForkRevision, verdict.Revision, verdict.BaseRevision, verdict.Rules, verdict.More));
            Assert.Equal([(AlignmentTier.Tell, AlignmentConfirmation.Merged), (AlignmentTier.List, AlignmentConfirmation.Untried)], verdict.Findings.Select(static finding => (finding.Alert.Tier, finding.Confirmation)));
            Assert.Equal("robots", Assert.Single(report.Gaps).Fork);
            Assert.StartsWith("The scm 'git' of project 'shop' reads no histories", report.Gaps[0].Reason, StringComparison.Ordinal);
            Assert.Contains("games at games-1: 1 to tell.", report.ToText(), StringComparison.Ordinal);
        }

        // One look at the sources and one at the merged one; the next host has the verdict.
        Assert.Equal(2, _checker.Checks);
        await using var next = await Engine.StartAsync(_world);
        var again = await next.Orchestrator.Alignment.CheckAsync(s_shop, "head-1", cancellationToken: Token);
        Assert.Equal(2, _checker.Checks);
        Assert.Single(_world.Scm.Tried);
        Assert.Single(again.Verdicts);
        Assert.Equal(again.Verdicts[0].Id, Assert.Single(next.Orchestrator.Alignment.List(s_shop)).Id);
    }

    [Fact]
    public async Task CheckAsync_ForkOrRulesHaveMovedOn_LooksAgain()
    {
        await using var engine = await StartAsync("games-1");
        await engine.Orchestrator.Alignment.CheckAsync(s_shop, "head-1", cancellationToken: Token);
        await LookAsync(engine, "games-2");
        await engine.Orchestrator.Alignment.CheckAsync(s_shop, "head-1", cancellationToken: Token);
        _checker.Rules = "fake/2";
        await engine.Orchestrator.Alignment.CheckAsync(s_shop, "head-1", cancellationToken: Token);

        Assert.Equal(6, _checker.Checks);
        Assert.Equal(3, engine.Orchestrator.Alignment.List(s_shop, "head-1").Count);
    }

    [Fact]
    public async Task CheckAsync_MergedSourceHasNothingBroken_IsRefutedAndNotTold()
    {
        _checker.Find = static (request, fork) => request.After.Revision == "merged" ? [] : [FakeChecker.Alert(fork)];
        await using var engine = await StartAsync("games-1");

        var verdict = Assert.Single((await engine.Orchestrator.Alignment.CheckAsync(s_shop, "head-1", cancellationToken: Token)).Verdicts);

        Assert.Equal(AlignmentConfirmation.Refuted, Assert.Single(verdict.Findings).Confirmation);
        Assert.Empty(verdict.Told);
    }

    [Theory]
    [InlineData("src/Mine.cs", AlignmentConfirmation.Conflict)]
    [InlineData("src/Pool.cs", AlignmentConfirmation.Conflict)]
    [InlineData("docs/a.md", AlignmentConfirmation.Untried)]
    public async Task CheckAsync_ConflictOnTrial_IsToldWithIt(string path, AlignmentConfirmation confirmation)
    {
        _world.Scm.TrialMerge = (_, _) => new TrialMerge(null, [path]);
        await using var engine = await StartAsync("games-1");

        var verdict = Assert.Single((await engine.Orchestrator.Alignment.CheckAsync(s_shop, "head-1", cancellationToken: Token)).Verdicts);

        Assert.Equal([path], verdict.Conflicts);
        Assert.Equal(confirmation, verdict.Findings[0].Confirmation);
        Assert.Single(verdict.Told);
    }

    [Theory]
    [InlineData("exit 0", AlignmentConfirmation.Refuted)]
    [InlineData("test \"$AO_REVISION\" != merged", AlignmentConfirmation.Verified)]
    [InlineData("exit 1", AlignmentConfirmation.Merged)]
    public async Task CheckAsync_VerificationOnTrial_HasTheLastWord(string script, AlignmentConfirmation confirmation)
    {
        _world.Project.Alignment.Verify = true;
        _world.VerifyWith("/bin/sh", "-c", script);
        await using var engine = await StartAsync("games-1");

        var verdict = Assert.Single((await engine.Orchestrator.Alignment.CheckAsync(s_shop, "head-1", cancellationToken: Token)).Verdicts);

        Assert.Equal(confirmation, verdict.Findings[0].Confirmation);
    }

    [Theory]
    [InlineData("exit 0", "tests/-x test.ts", AlignmentConfirmation.Refuted, AlignmentConfirmation.Merged, AlignmentConfirmation.Refuted)]
    [InlineData("test \"$AO_REVISION\" != merged", "tests/-x test.ts", AlignmentConfirmation.Verified, AlignmentConfirmation.Merged, AlignmentConfirmation.Verified)]
    [InlineData("exit 1", "tests/-x test.ts", AlignmentConfirmation.Merged, AlignmentConfirmation.Merged, AlignmentConfirmation.Untried)]
    [InlineData("test \"$AO_REVISION\" != merged", "tests/gone.test.ts", AlignmentConfirmation.Refuted, AlignmentConfirmation.Refuted, AlignmentConfirmation.Untried)]
    public async Task CheckAsync_TestsOfTheForkThatRunAlone_SayWhatTheyTouch(string script, string test, AlignmentConfirmation touched, AlignmentConfirmation untouched, AlignmentConfirmation listed)
    {
        var trace = _world.Combine("ran");
        _world.Project.Alignment.Verify = true;
        _world.Project.Alignment.TestCommand = ["/bin/sh", "-c", $"printf '%s;' \"$AO_REVISION\" \"$@\" >> '{trace}'; {script}", "sh", "--", "{files}"];

        // The whole verification passes: where it has the last word, all is refuted.
        _world.VerifyWith("/bin/sh", "-c", "exit 0");
        _world.Scm.Trees["merged"] = new MemoryTree("merged", new Dictionary<string, string> { ["tests/-x test.ts"] = "", ["-b.test.ts"] = "" });
        _checker.Find = (_, fork) =>
        [
            FakeChecker.Alert(fork) with { References = [new SourceLine(test, 3, "pool.Acquire();")], Tests = [test] },
            FakeChecker.Alert(fork, name: "Pool.Renew"),
            FakeChecker.Alert(fork, AlignmentTier.List, "Pool.Release") with { References = [new SourceLine(test, 4, "pool.Release();")], Tests = [test] },
        ];
        await using var engine = await StartAsync("games-1");

        var report = await engine.Orchestrator.Alignment.CheckAsync(s_shop, "head-1", cancellationToken: Token);

        var verdict = Assert.Single(report.Verdicts);
        Assert.Equal([touched, untouched, listed], verdict.Findings.Select(static finding => finding.Confirmation));
        if (test.Contains("gone", StringComparison.Ordinal))
        {
            Assert.Empty(verdict.Tests);
            Assert.False(File.Exists(trace));
            return;
        }

        Assert.Equal([test], verdict.Tests);
        Assert.Equal(script == "exit 0" ? "merged;--;tests/-x test.ts;" : "merged;--;tests/-x test.ts;games-1;--;tests/-x test.ts;", await File.ReadAllTextAsync(trace, Token));
        Assert.Contains("tests run on the merged source: tests/-x test.ts", report.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_ForkLeavesTheProgramOut_IsCheckedAllTheSame()
    {
        _world.Project.Alignment.Verify = true;
        _world.Project.Alignment.TestCommand = ["./no-such-program-here", "{files}"];
        _world.Scm.Trees["merged"] = new MemoryTree("merged", new Dictionary<string, string> { ["tests/a.ts"] = "" });
        _checker.Find = static (_, fork) => [FakeChecker.Alert(fork) with { Tests = ["tests/a.ts"] }];
        await using var engine = await StartAsync("games-1");

        var verdict = Assert.Single((await engine.Orchestrator.Alignment.CheckAsync(s_shop, "head-1", cancellationToken: Token)).Verdicts);

        Assert.Equal(AlignmentConfirmation.Merged, Assert.Single(verdict.Findings).Confirmation);
    }

    [Fact]
    public async Task CheckAsync_TestsHaveRun_AreReadByTheNextHost()
    {
        _world.Project.Alignment.Verify = true;
        _world.Project.Alignment.TestCommand = ["/bin/sh", "-c", "exit 0", "sh", "{files}"];
        _world.Scm.Trees["merged"] = new MemoryTree("merged", Enumerable.Range(10, 30).ToDictionary(static number => $"tests/t{number}.ts", static _ => ""));
        _checker.Find = static (_, fork) => [FakeChecker.Alert(fork) with { Tests = [.. Enumerable.Range(10, 30).Select(static number => $"tests/t{number}.ts")] }];
        await using (var engine = await StartAsync("games-1"))
        {
            await engine.Orchestrator.Alignment.CheckAsync(s_shop, "head-1", cancellationToken: Token);
        }

        await using var next = await Engine.StartAsync(_world);
        var verdict = Assert.Single(next.Orchestrator.Alignment.List(s_shop));

        // The fork refers to it elsewhere too: tests that pass do not refute that.
        Assert.Equal((30, 5, AlignmentConfirmation.Merged), (verdict.Tests.Count, verdict.Findings[0].Alert.Tests.Count, verdict.Findings[0].Confirmation));
        Assert.Contains("tests/t19.ts and 20 more", AlignmentTexts.Of(verdict), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_VerificationIsNotAllowed_RunsNothing()
    {
        var trace = _world.Combine("ran");
        _world.VerifyWith("/bin/sh", "-c", $"touch {trace}");
        await using var engine = await StartAsync("games-1");
        var before = File.Exists(trace);

        await engine.Orchestrator.Alignment.CheckAsync(s_shop, "head-1", cancellationToken: Token);

        Assert.Equal(before, File.Exists(trace));
    }

    [Fact]
    public async Task CheckAsync_DiedAtAnyAppend_FindsTheSameOnce()
    {
        for (var crashAt = 1; crashAt <= 2; crashAt++)
        {
            using var world = new AlignmentTests();
            await using (var engine = await world.StartAsync("games-1"))
            {
                engine.Journal.CrashAt = engine.Journal.Appends + crashAt;
                await Record.ExceptionAsync(() => engine.Orchestrator.Alignment.CheckAsync(s_shop, "head-1", cancellationToken: Token));
            }

            await using var next = await Engine.StartAsync(world._world);
            await next.Orchestrator.Alignment.CheckAsync(s_shop, "head-1", cancellationToken: Token);
            Assert.Single(next.Orchestrator.Alignment.List(s_shop));
        }
    }

    [Fact]
    public async Task CheckAsync_NotConfigured_SaysWhatToSet()
    {
        _world.Project.Alignment.Detector = null;
        await using var engine = await Engine.StartAsync(_world);

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Alignment.CheckAsync(s_shop, "head-1", cancellationToken: Token));

        Assert.Equal("Project 'shop' checks no alignment. Set its Alignment:Detector, such as to 'alignment'.", error.Message);
    }

    [Fact]
    public async Task CheckAsync_NothingInCommonWithTheBase_SaysWhatToName()
    {
        _world.Scm.MergeBase = static (_, _) => null;
        await using var engine = await StartAsync("games-1");

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Alignment.CheckAsync(s_shop, "head-1", cancellationToken: Token));

        Assert.Contains("Name the revision that it is a change of.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AlignmentGateMode.Off, 0, 0)]
    [InlineData(AlignmentGateMode.Tell, 1, 0)]
    [InlineData(AlignmentGateMode.Block, 1, 1)]
    public async Task PlanMerge_WithAlerts_TellsOrBlocksAsTheProjectSays(AlignmentGateMode mode, int warnings, int obstacles)
    {
        _world.Project.Alignment.BeforeMerge = mode;
        await using var engine = await StartAsync("games-1");
        var session = await ProposeAsync(engine);
        await engine.Orchestrator.Alignment.CheckAsync(session, Token);

        var plan = await engine.Orchestrator.PullRequests.PlanMergeAsync([session], Token);
        var result = await engine.Orchestrator.PullRequests.MergeAsync(session, Token);

        var step = Assert.Single(plan.Steps);
        Assert.Equal((warnings, obstacles), (step.Warnings.Count, step.Obstacles.Count));
        Assert.Equal(obstacles == 0, result.Merged);
        Assert.Equal(warnings > 0, plan.ToText().Contains("mind: It takes away 'Pool.Acquire', which fork 'games' relies on.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Watch_OpenPullRequest_IsToldAndShownOnIt()
    {
        _world.Reacts = true;
        _world.Project.Alignment.PublishCheck = true;
        await using var engine = await StartAsync("games-1");
        var session = await ProposeAsync(engine);
        await engine.Orchestrator.PullRequests.LookAsync(s_shop, Token);
        await UntilAsync(engine, () => !_world.Scm.Published.IsEmpty);

        var check = Assert.Single(_world.Scm.Published).Value;
        Assert.Equal(("ao/alignment", CheckState.Passed, "head-1"), (check.Name, check.State, check.Revision));
        Assert.Equal("It takes away 'Pool.Acquire', which fork 'games' relies on.", check.Summary);
        var notice = Assert.Single(engine.Orchestrator.Notices.List(openOnly: false), static notice => notice.Topic == "alignment.alert");
        Assert.Equal((session, "Pull request 1: It takes away 'Pool.Acquire', which fork 'games' relies on"), (notice.Session, notice.Title));
        Assert.Contains("src/Mine.cs:9  pool.Acquire();", notice.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void PublishCheck_Effect_IsNotOnTheFloor() => Assert.False(Ao.Consents.ConsentFloor.IsOnFloor(EffectKind.PublishCheck));

    private async Task<Engine> StartAsync(string forkRevision)
    {
        var engine = await Engine.StartAsync(_world);
        await LookAsync(engine, forkRevision);
        return engine;
    }

    /// <summary>Writes down what a look at the fork has seen.</summary>
    private static async Task LookAsync(Engine engine, string revision) =>
        await engine.Get<FactLog>().AppendAsync(ForkFactKinds.StreamOf(s_shop, "games"), expectedVersion: null, [new ForkFacts.Looked("main", new ForkKinship { IsKin = true, ForkRevision = revision, SourceRevision = "base", MergeBase = "base" })], Token);

    private static async Task<SessionId> ProposeAsync(Engine engine)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var approving = engine.ApproveEverythingAsync(over.Token);
        var session = await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token);
        await engine.WaitAsync(session.Id, static proposed => proposed.PullRequest is { State: ProposalState.Open });
        await over.CancelAsync();
        await approving;
        return session.Id;
    }

    private static async Task UntilAsync(Engine engine, Func<bool> isSo)
    {
        await foreach (var _ in engine.Journal.SubscribeAsync(0, Token))
        {
            if (isSo())
            {
                return;
            }
        }
    }
}
