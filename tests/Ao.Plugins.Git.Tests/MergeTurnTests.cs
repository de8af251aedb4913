using Ao.Scm;
using Ao.TestSupport;

namespace Ao.Plugins.Git.Tests;

/// <summary>Merges at the same time into a branch that a person has checked out: one goes after the other, and the checkout is what the branch is.</summary>
public sealed class MergeTurnTests
{
    private const int Sessions = 6;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Merge_ManyAtOnceOnOneHost_CheckoutStaysCleanAndAllAreMerged()
    {
        await using var rig = await GitRig.StartAsync();

        await MergeAllAsync(rig, await ProposeAsync(rig, rig.Scm, 1, rig.Scm));
    }

    [Fact]
    public async Task Merge_ManyAtOnceOnHostsOfOneForge_CheckoutStaysCleanAndAllAreMerged()
    {
        await using var rig = await GitRig.StartAsync();
        var first = await rig.NewHostAsync("one");

        await MergeAllAsync(rig, await ProposeAsync(rig, first, 1, first, await rig.NewHostAsync("two")));
    }

    [Fact]
    public async Task Merge_ManyAtOnceOnHostsThatShareTheSourceAlone_CheckoutStaysCleanAndAllAreMerged()
    {
        await using var rig = await GitRig.StartAsync();
        var other = await rig.NewLoneHostAsync("other");

        await MergeAllAsync(rig, [.. await ProposeAsync(rig, rig.Scm, 1, rig.Scm), .. await ProposeAsync(rig, other, Sessions + 1, other)]);
    }

    [Fact]
    public async Task Merge_PushEndedBetweenCheckoutAndBranch_IsHealedByTheNext()
    {
        await using var rig = await GitRig.StartAsync();
        var proposals = await ProposeAsync(rig, rig.Scm, 1, rig.Scm);
        await LeaveHalfPushedAsync(rig, proposals[0].Request);
        Assert.NotEqual("", await rig.GitAsync(rig.SourcePath, "status", "--porcelain"));

        await MergeAllAsync(rig, [.. proposals.Skip(1)]);

        Assert.False(File.Exists(Path.Combine(rig.SourcePath, "1.txt")));
    }

    [Fact]
    public async Task Merge_PersonWorkedOnAfterThePushThatEnded_TouchesNothing()
    {
        await using var rig = await GitRig.StartAsync();
        var proposals = await ProposeAsync(rig, rig.Scm, 1, rig.Scm);
        await LeaveHalfPushedAsync(rig, proposals[0].Request);
        await GitRig.WriteAsync(rig.SourcePath, "1.txt", "a person's");

        var result = await rig.Scm.MergeAsync(proposals[1].Request, Token);

        Assert.False(result.Merged);
        Assert.Contains("uncommitted changes", result.Reason, StringComparison.Ordinal);
        Assert.Equal("a person's", await File.ReadAllTextAsync(Path.Combine(rig.SourcePath, "1.txt"), Token));
    }

    [Fact]
    public async Task Merge_GitBreaksOffAfterItChangedTheCheckout_IsHealedByTheNext()
    {
        await using var rig = await GitRig.StartAsync();
        var proposals = await ProposeAsync(rig, rig.Scm, 1, rig.Scm);
        var hook = Path.Combine(rig.SourcePath, ".git", "hooks", "reference-transaction");
        await GitRig.WriteAsync(Path.GetDirectoryName(hook)!, "reference-transaction", "#!/bin/sh\nexit 1\n");
        await rig.RunAsync("chmod", "+x", hook);

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await rig.Scm.MergeAsync(proposals[0].Request, Token));
        Assert.NotEqual("", await rig.GitAsync(rig.SourcePath, "status", "--porcelain"));

        File.Delete(hook);
        await MergeAllAsync(rig, proposals);
    }

    [Fact]
    public async Task Merge_AnotherProgramHoldsTheBranch_IsRefusedAndTheCheckoutTakenBack()
    {
        await using var rig = await GitRig.StartAsync();
        var proposals = await ProposeAsync(rig, rig.Scm, 1, rig.Scm);
        var held = Path.Combine(rig.SourcePath, ".git", "refs", "heads", "main.lock");
        await GitRig.WriteAsync(Path.GetDirectoryName(held)!, "main.lock", "");

        var refused = await rig.Scm.MergeAsync(proposals[0].Request, Token);

        Assert.False(refused.Merged);
        Assert.Contains("is being changed by another program", refused.Reason, StringComparison.Ordinal);
        Assert.Equal("", await rig.GitAsync(rig.SourcePath, "status", "--porcelain"));
        File.Delete(held);
        await MergeAllAsync(rig, proposals);
    }

    [Fact]
    public async Task Merge_PersonStagedTheVeryMerge_TouchesNothing()
    {
        await using var rig = await GitRig.StartAsync();
        var proposals = await ProposeAsync(rig, rig.Scm, 1, rig.Scm);
        await GitRig.WriteAsync(rig.SourcePath, "1.txt", "x");
        await rig.GitAsync(rig.SourcePath, "add", "1.txt");

        var result = await rig.Scm.MergeAsync(proposals[0].Request, Token);

        Assert.Contains("uncommitted changes", result.Reason, StringComparison.Ordinal);
        Assert.Equal("A  1.txt", await rig.GitAsync(rig.SourcePath, "status", "--porcelain"));
    }

    private static async Task<IReadOnlyList<Proposed>> ProposeAsync(GitRig rig, IScm scm, int firstSession, params GitScm[] hosts)
    {
        var proposed = new List<Proposed>();
        for (var index = 0; index < Sessions; index++)
        {
            var session = firstSession + index;
            var revision = await ForgeTests.ChangeAsync(rig, scm, session, ($"{session}.txt", "x"));
            var opened = await ((IPullRequestHost)scm).OpenPullRequestAsync(rig.Proposal(revision, session), Token);
            proposed.Add(new Proposed(hosts[index % hosts.Length], ForgeTests.Merge(rig, opened.Number, revision) with { HeadBranch = $"ao/shop-{session}" }));
        }

        return proposed;
    }

    private static async Task MergeAllAsync(GitRig rig, IReadOnlyList<Proposed> proposals)
    {
        var before = int.Parse(await rig.GitAsync(rig.SourcePath, "rev-list", "--count", "--merges", "main"), null);
        var open = proposals;
        while (open.Count > 0)
        {
            var results = await Task.WhenAll(open.Select(static one => one.Host.MergeAsync(one.Request, Token).AsTask()));

            // Each round merges one at least: whoever comes first finds the base as it was.
            Assert.Equal("", await rig.GitAsync(rig.SourcePath, "status", "--porcelain"));
            Assert.Contains(results, static result => result.Merged);
            Assert.All(results, static result => Assert.DoesNotContain("uncommitted", result.Reason ?? "", StringComparison.Ordinal));
            open = [.. open.Where((_, index) => !results[index].Merged)];
        }

        Assert.Equal(before + proposals.Count, int.Parse(await rig.GitAsync(rig.SourcePath, "rev-list", "--count", "--merges", "main"), null));
        Assert.All(proposals, one => Assert.True(File.Exists(Path.Combine(rig.SourcePath, one.Request.HeadBranch["ao/shop-".Length..] + ".txt"))));
    }

    /// <summary>Leaves what git leaves that is ended after it changed the checkout and before it moves the branch.</summary>
    private static async Task LeaveHalfPushedAsync(GitRig rig, MergeRequest request)
    {
        var scm = await rig.NewScmAsync(runner: new DyingRunner(static arguments => arguments[0] == "push", before: true));
        await Assert.ThrowsAsync<HostDiedException>(async () => await scm.MergeAsync(request, Token));
        await rig.GitAsync(rig.SourcePath, "fetch", "--quiet", rig.Control, $"+refs/ao/pulls/{request.Number}/merges/{request.ExpectedRevision}/*:refs/half/*");
        var merge = await rig.GitAsync(rig.SourcePath, "for-each-ref", "--format=%(objectname)", "refs/half/");
        await rig.GitAsync(rig.SourcePath, "update-ref", "-d", $"refs/half/{merge}");
        await rig.GitAsync(rig.SourcePath, "read-tree", "-u", "-m", "HEAD", merge);
    }

    private sealed record Proposed(GitScm Host, MergeRequest Request);
}
