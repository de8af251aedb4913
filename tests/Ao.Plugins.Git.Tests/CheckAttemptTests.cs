using Ao.Scm;
using Ao.TestSupport;

namespace Ao.Plugins.Git.Tests;

/// <summary>Further attempts at checks, checks of the base branch, and what says that it is the machinery that failed.</summary>
public sealed class CheckAttemptTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rerun_FlakyCheck_NewestAttemptCountsAndBothAreKept()
    {
        await using var rig = await GitRig.StartAsync();
        var scm = await rig.NewScmAsync(Command(FailsOnce(rig)));
        var revision = await ProposeAsync(rig);
        var first = Assert.Single((await scm.GetChecksAsync(rig.Source, 1, Token)).Checks);

        var again = Assert.Single((await scm.RerunChecksAsync(Rerun(rig, revision), Token)).Checks);

        Assert.Equal((CheckState.Failed, 1), (first.State, first.Attempt));
        Assert.Equal((CheckState.Passed, 2), (again.State, again.Attempt));
        Assert.Equal(again, Assert.Single((await (await rig.NewScmAsync(Command(FailsOnce(rig)))).GetChecksAsync(rig.Source, 1, Token)).Checks));
        Assert.Equal(Mergeability.Mergeable, (await scm.GetPullRequestAsync(rig.Source, 1, Token)).Mergeability);
        Assert.Single((await rig.GitAsync(rig.Control, "--git-dir=.", "for-each-ref", "refs/ao/checks/1/")).Split('\n'));
        Assert.True((await scm.MergeAsync(ForgeTests.Merge(rig, 1, revision), Token)).Merged);
    }

    [Fact]
    public async Task Rerun_SameKeyFromTwoHosts_OneAttempt()
    {
        await using var rig = await GitRig.StartAsync();
        var checks = Command("exit 1");
        GitScm[] hosts = [await rig.NewHostAsync("one", checks), await rig.NewHostAsync("two", checks)];
        var revision = await ForgeTests.ChangeAsync(rig, hosts[0], 1, ("a.txt", "a"));
        await hosts[0].OpenPullRequestAsync(rig.Proposal(revision), Token);
        await hosts[0].GetChecksAsync(rig.Source, 1, Token);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(index => hosts[index % 2].RerunChecksAsync(Rerun(rig, revision), Token).AsTask()));

        Assert.Equal(2, Assert.Single((await hosts[1].GetChecksAsync(rig.Source, 1, Token)).Checks).Attempt);
        Assert.Equal(3, Assert.Single((await hosts[1].RerunChecksAsync(Rerun(rig, revision, 2), Token)).Checks).Attempt);
    }

    [Fact]
    public async Task Rerun_HostDiesAtEachCommand_OneAttemptForTheKey()
    {
        await using var rig = await GitRig.StartAsync(Command("exit 1"));
        var revision = await ProposeAsync(rig);
        await rig.Scm.GetChecksAsync(rig.Source, 1, Token);
        for (var deadly = 0; ; deadly++)
        {
            var number = deadly;
            var commands = -1;
            var scm = await rig.NewScmAsync(Command("exit 1"), new DyingRunner(_ => Interlocked.Increment(ref commands) == number, before: deadly % 2 == 0));
            try
            {
                await scm.RerunChecksAsync(Rerun(rig, revision, deadly), Token);
                Assert.True(deadly > 8);
                return;
            }
            catch (HostDiedException)
            {
                var check = Assert.Single((await (await rig.NewScmAsync(Command("exit 1"))).RerunChecksAsync(Rerun(rig, revision, deadly), Token)).Checks);
                Assert.Equal((CheckState.Failed, deadly + 2), (check.State, check.Attempt));
            }
        }
    }

    [Fact]
    public async Task Rerun_WhatIsNotThere_IsRefusedWithTheRemedy()
    {
        await using var rig = await GitRig.StartAsync(Command("exit 1"));
        var revision = await ProposeAsync(rig);

        await RefusedAsync(Rerun(rig, new string('a', 40)), "by now");
        await RefusedAsync(Rerun(rig, revision) with { Names = ["other\u001b"] }, "There is no check 'other");
        await RefusedAsync(Rerun(rig, revision) with { Names = [] }, "Name one of: test");
        await rig.CommitAsync(rig.SourcePath, "theirs", ("a.txt", "theirs"));
        Assert.Equal("merge", Assert.Single((await rig.Scm.RerunChecksAsync(Rerun(rig, revision), Token)).Checks).Name);

        async Task RefusedAsync(CheckRerunRequest request, string text) =>
            Assert.Contains(text, (await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.RerunChecksAsync(request, Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Base_FailsThereToo_IsRunOnceForAllPullRequests()
    {
        await using var rig = await GitRig.StartAsync();
        var runs = Path.Combine(rig.Root, "runs");
        var scm = await rig.NewScmAsync(new Dictionary<string, string?>(Command($"echo run >> '{runs}'; exit 1")) { ["Checks:other:Command:0"] = "false" });
        var revision = await ProposeAsync(rig);
        var other = await ForgeTests.ChangeAsync(rig, 2, ("b.txt", "b"));
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(other, 2), Token);

        var first = await scm.GetBaseChecksAsync(rig.Source, 1, ["test", "unknown"], Token);
        var second = await scm.GetBaseChecksAsync(rig.Source, 2, ["test"], Token);

        Assert.Equal(await rig.GitAsync(rig.SourcePath, "rev-parse", "main"), first.Revision);
        Assert.Equal(("test", CheckState.Failed), (Assert.Single(first.Checks).Name, first.State));
        Assert.Equal(first.Checks, second.Checks);
        Assert.Single(await File.ReadAllLinesAsync(runs, Token));
        Assert.Equal(revision, (await scm.GetChecksAsync(rig.Source, 1, Token)).Revision);
        await rig.CommitAsync(rig.SourcePath, "newer", ("c.txt", "c"));
        Assert.Equal(await rig.GitAsync(rig.SourcePath, "rev-parse", "main"), (await scm.GetBaseChecksAsync(rig.Source, 1, ["test"], Token)).Revision);
    }

    [Fact]
    public async Task Infrastructure_IsAMissingProgramOrATimeout_AndNothingElse()
    {
        await using var rig = await GitRig.StartAsync(new Dictionary<string, string?>(Command("echo '::step wait'; exec tail -f /dev/null", "slow"))
        {
            ["Checks:slow:Timeout"] = "00:00:01",
            ["Checks:missing:Command:0"] = "/nowhere/program",
            ["Checks:red:Command:0"] = "false",
        });
        await ProposeAsync(rig);

        var checks = (await rig.Scm.GetChecksAsync(rig.Source, 1, Token)).Checks;

        Assert.Equal([("missing", true), ("red", false), ("slow", true)], checks.Select(static check => (check.Name, check.IsInfrastructure)));
        Assert.Equal("wait", checks[2].Step);
    }

    [Fact]
    public async Task Run_HugeOutput_KeepsTheEndOfTheStep()
    {
        // 200 MB in short lines after the step's, then a line of 100 MB without an end.
        await using var rig = await GitRig.StartAsync(Command("echo '::step flood'; yes 0123456789 2> /dev/null | head -c 200000000; echo; head -c 100000000 /dev/zero | tr '\\0' x; printf 'the end'; exit 3"));
        await ProposeAsync(rig);

        var check = Assert.Single((await rig.Scm.GetChecksAsync(rig.Source, 1, Token)).Checks);

        Assert.Equal("flood", check.Step);
        Assert.EndsWith("xthe end", check.Excerpt, StringComparison.Ordinal);
        Assert.InRange(check.Excerpt.Length, 16 * 1024 - 4, 16 * 1024);
        Assert.Equal(check, Assert.Single((await rig.Scm.GetChecksAsync(rig.Source, 1, Token)).Checks));
    }

    [Fact]
    public async Task Contains_RevisionsOfSessionsAndSource()
    {
        await using var rig = await GitRig.StartAsync();
        var scm = await rig.NewHostAsync("one");
        var workspace = await rig.OpenAsync(scm: scm);
        var lower = await rig.CommitAsync(workspace.Path, "lower", ("a.txt", "a"));
        var upper = await rig.CommitAsync(workspace.Path, "upper", ("b.txt", "b"));
        await scm.SnapshotAsync(workspace, Token);
        await scm.OpenPullRequestAsync(rig.Proposal(upper), Token);
        var other = await rig.NewHostAsync("two");

        Assert.True(await other.ContainsRevisionAsync(rig.Source, lower, upper, Token));
        Assert.True(await other.ContainsRevisionAsync(rig.Source, upper, upper, Token));
        Assert.False(await other.ContainsRevisionAsync(rig.Source, upper, lower, Token));
        Assert.Contains("is not here", (await Assert.ThrowsAsync<AoException>(async () => await other.ContainsRevisionAsync(rig.Source, new string('b', 40), upper, Token))).Message, StringComparison.Ordinal);
        Assert.Contains("is not a revision", (await Assert.ThrowsAsync<AoException>(async () => await other.ContainsRevisionAsync(rig.Source, "--all", upper, Token))).Message, StringComparison.Ordinal);
    }

    private static string FailsOnce(GitRig rig) => $"test -e '{rig.Root}/ran' || {{ touch '{rig.Root}/ran'; exit 1; }}";

    private static CheckRerunRequest Rerun(GitRig rig, string revision, int number = 1) =>
        new() { Key = new OperationKey($"rerun/{number}"), Source = rig.Source, Number = 1, Revision = revision, Names = ["test"] };

    private static Dictionary<string, string?> Command(string script, string name = "test") => new()
    {
        [$"Checks:{name}:Command:0"] = "sh",
        [$"Checks:{name}:Command:1"] = "-c",
        [$"Checks:{name}:Command:2"] = script,
    };

    private static async Task<string> ProposeAsync(GitRig rig)
    {
        var revision = await ForgeTests.ChangeAsync(rig, 1, ("a.txt", "a"));
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);
        return revision;
    }
}
