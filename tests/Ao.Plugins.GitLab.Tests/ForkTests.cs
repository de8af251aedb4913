using Ao.Plugins.GitLab.Forks;
using Ao.Plugins.GitLab.Tests.Stub;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Tests;

public sealed class ForkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_SameKeyTwice_IsOneForkThatIsFoundAndListed()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var request = new ForkRequest { Key = new OperationKey("shop/fork/1"), Source = fixture.Source, Owner = "ao" };

        Assert.Null(await fixture.Scm.FindForkAsync(fixture.Source, request.Key, Token));
        var fork = await fixture.Scm.CreateForkAsync(request, Token);
        var again = await fixture.Scm.CreateForkAsync(request, Token);

        Assert.Equal(("ao", $"{fixture.Stub.Address.AbsoluteUri}ao/shop"), (fork.Owner, fork.Location));
        Assert.Equal(fork, again);
        Assert.Equal(fork, await fixture.Scm.FindForkAsync(fixture.Source, request.Key, Token));
        Assert.Equal([fork], await fixture.Scm.ListForksAsync(fixture.Source, Token));
        Assert.Equal("finished", fixture.Stub.FindProject("ao/shop")!.ImportStatus);
        await Assert.ThrowsAnyAsync<AoException>(async () => await fixture.Scm.CreateForkAsync(request with { Key = new OperationKey("shop/fork/2") }, Token));
        await Assert.ThrowsAsync<AoException>(async () => await fixture.Scm.CreateForkAsync(request with { Owner = "../x" }, Token));
    }

    [Fact]
    public async Task PushTarget_IsTheSourceOrAFork_OverARestart()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var fork = await fixture.Scm.CreateForkAsync(new ForkRequest { Key = new OperationKey("shop/fork/1"), Source = fixture.Source, Owner = "ao" }, Token);
        fixture.Stub.AddProject("other/thing");

        Assert.Equal(fixture.Target, await fixture.Scm.GetPushTargetAsync(fixture.Source, Token));
        await fixture.Scm.SetPushTargetAsync(fixture.Source, fork.Location, Token);
        Assert.Equal(fork.Location, await fixture.Scm.GetPushTargetAsync(fixture.Source, Token));
        using var restarted = new PushTargets(fixture.Get<Api.Projects>(), fixture.Get<PluginEnvironment>());
        Assert.Equal(fork.Location, (await restarted.GetAsync(fixture.Source, Token)).Address);
        await Assert.ThrowsAsync<AoException>(async () => await fixture.Scm.SetPushTargetAsync(fixture.Source, "other/thing", Token));
        await Assert.ThrowsAsync<AoException>(async () => await fixture.Scm.SetPushTargetAsync(fixture.Source, "https://elsewhere.example.org/ao/shop", Token));
        await fixture.Scm.SetPushTargetAsync(fixture.Source, fixture.Target, Token);
        Assert.Equal(fixture.Target, await fixture.Scm.GetPushTargetAsync(fixture.Source, Token));
    }

    [Theory]
    [InlineData(0, 0, "main", ForkSyncOutcome.UpToDate)]
    [InlineData(1, 0, "main", ForkSyncOutcome.UpToDate)]
    [InlineData(0, 2, "main", ForkSyncOutcome.FastForwarded)]
    [InlineData(1, 2, "main", ForkSyncOutcome.Blocked)]
    [InlineData(0, 2, "release", ForkSyncOutcome.Blocked)]
    public async Task Sync_IsAFastForwardOrNothing(int ahead, int behind, string branch, ForkSyncOutcome expected)
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var (source, fork) = Apart(fixture, ahead, behind, branch);
        var request = new ForkSyncRequest { Key = new OperationKey("shop/sync/1"), Source = fixture.Source, Fork = fork, Branch = branch };

        var divergence = await fixture.Scm.GetDivergenceAsync(fixture.Source, fork, branch, Token);
        var result = await fixture.Scm.SyncForkAsync(request, Token);
        var again = await fixture.Scm.SyncForkAsync(request, Token);

        Assert.Equal((ahead, behind), (divergence.Ahead, divergence.Behind));
        Assert.Equal(expected, result.Outcome);
        Assert.Equal(expected is ForkSyncOutcome.Blocked, result.Reason is not null);
        Assert.Equal(expected is ForkSyncOutcome.FastForwarded ? ForkSyncOutcome.UpToDate : expected, again.Outcome);
        Assert.Equal(expected is ForkSyncOutcome.FastForwarded ? 1 : 0, fixture.Stub.Calls.Count(static call => call == "POST graphql"));
        Assert.Equal(expected is ForkSyncOutcome.FastForwarded ? source.Branches[branch] : divergence.ForkRevision, result.Revision);
    }

    [Fact]
    public async Task Divergence_NoForkOrNoBranch_SaysSo()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddProject("other/thing");
        var (_, fork) = Apart(fixture, 0, 0, "main");

        await Assert.ThrowsAsync<AoException>(async () => await fixture.Scm.GetDivergenceAsync(fixture.Source, new Fork("other", "other/thing"), "main", Token));
        Assert.Contains("no branch 'none'", (await Assert.ThrowsAsync<AoException>(async () => await fixture.Scm.GetDivergenceAsync(fixture.Source, fork, "none", Token))).Message, StringComparison.Ordinal);
    }

    private static (StubProject Source, Fork Fork) Apart(GitLabFixture fixture, int ahead, int behind, string branch)
    {
        var fork = fixture.Stub.AddProject("ao/shop", fixture.Project);
        fixture.Project.Branches[branch] = Grow(fixture.Project, GitLabFixture.Sha('a'), behind, '1');
        fork.Branches[branch] = Grow(fork, GitLabFixture.Sha('a'), ahead, '5');
        return (fixture.Project, new Fork("ao", "ao/shop"));
    }

    private static string Grow(StubProject project, string tip, int count, char digit)
    {
        for (var index = 0; index < count; index++)
        {
            var next = GitLabFixture.Sha((char)(digit + index));
            project.Commits[next] = [tip];
            tip = next;
        }

        return tip;
    }
}
