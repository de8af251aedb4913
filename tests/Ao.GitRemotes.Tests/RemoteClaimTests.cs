using Ao.Commands;
using Ao.Git.Remotes;
using Ao.Scm;

namespace Ao.GitRemotes.Tests;

/// <summary>Claims by references of a remote: one of any number of hosts gets what is claimed.</summary>
public sealed class RemoteClaimTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Claim_ManyHostsAtOnce_OneIsGrantedAndAllSeeIt()
    {
        await using var rig = await RemoteRig.StartAsync();
        var hosts = Enumerable.Range(0, 3).Select(host => rig.Host($"host-{host}")).ToArray();
        for (var round = 0; round < 4; round++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(racer => hosts[racer % 3].Claims.ClaimAsync(Request(rig, $"issue/{round}", racer % 3, racer), Token).AsTask()));

            var granted = Assert.Single(results, static result => result.Granted);
            Assert.All(results, result => Assert.Equal(granted.Claim, result.Claim));
            Assert.Equal(granted.Claim, await hosts[round % 3].Claims.FindAsync(rig.Source, $"issue/{round}", Token));
        }

        Assert.Equal(Enumerable.Range(0, 4).Select(static round => $"issue/{round}"), (await hosts[0].Claims.ListAsync(rig.Source, Token)).Select(static claim => claim.Resource));
    }

    [Fact]
    public async Task Release_WhileOthersClaim_OneHoldsAtATime()
    {
        await using var rig = await RemoteRig.StartAsync();
        RemoteHost[] hosts = [rig.Host("one"), rig.Host("two")];
        var held = 0;

        await Task.WhenAll(Enumerable.Range(0, 3).Select(async racer =>
        {
            for (var wins = 0; wins < 2;)
            {
                var claims = hosts[racer % 2].Claims;
                var result = await claims.ClaimAsync(Request(rig, "pull-request/5", racer % 2, racer), Token);
                if (result.Granted)
                {
                    Assert.Equal(1, Interlocked.Increment(ref held));
                    Assert.Equal(result.Claim, await claims.FindAsync(rig.Source, "pull-request/5", Token));
                    Assert.Equal(0, Interlocked.Decrement(ref held));
                    await claims.ReleaseAsync(rig.Source, result.Claim, Token);
                    wins++;
                }
            }
        }));

        Assert.Empty(await hosts[0].Claims.ListAsync(rig.Source, Token));
        Assert.Equal("", await rig.GitAsync(rig.Remote, "for-each-ref", "refs/ao"));
    }

    [Fact]
    public async Task Claim_SameKeyAgain_GivesTheClaimThatItMade()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        var first = await host.Claims.ClaimAsync(Request(rig, "issue/1", 1, 1), Token);

        var again = await rig.Host().Claims.ClaimAsync(Request(rig, "issue/1", 1, 1), Token);
        var otherKey = await host.Claims.ClaimAsync(Request(rig, "issue/1", 1, 2), Token);
        var otherHolder = await host.Claims.ClaimAsync(Request(rig, "issue/1", 2, 1), Token);

        Assert.True(first.Granted);
        Assert.Equal(first, again);
        Assert.False(otherKey.Granted);
        Assert.False(otherHolder.Granted);
        Assert.Equal(first.Claim, otherKey.Claim);
    }

    [Fact]
    public async Task TakeOver_OnlyOfTheClaimThatWasSeen()
    {
        await using var rig = await RemoteRig.StartAsync();
        RemoteHost[] hosts = [rig.Host("one"), rig.Host("two")];
        var seen = (await hosts[0].Claims.ClaimAsync(Request(rig, "issue/1", 1, 1), Token)).Claim;
        var takeOver = Request(rig, "issue/1", 2, 2) with { InsteadOf = seen.Version, Reason = "its host is gone: \u00fc\n\"quoted\"" };

        var takers = await Task.WhenAll(Enumerable.Range(2, 4).Select(racer => hosts[racer % 2].Claims.ClaimAsync(takeOver with { Key = new OperationKey($"claim/{racer}") }, Token).AsTask()));
        var taken = Assert.Single(takers, static result => result.Granted).Claim;
        await hosts[0].Claims.ReleaseAsync(rig.Source, seen, Token);

        Assert.Equal(takeOver.Reason, taken.Reason);
        Assert.NotEqual(seen.Version, taken.Version);
        Assert.Equal(taken, await hosts[0].Claims.FindAsync(rig.Source, "issue/1", Token));
    }

    [Fact]
    public async Task Release_EarlierClaimOfTheSameHolder_LeavesTheLaterOne()
    {
        await using var rig = await RemoteRig.StartAsync();
        var claims = rig.Host().Claims;
        var first = (await claims.ClaimAsync(Request(rig, "issue/1", 1, 1), Token)).Claim;
        await claims.ReleaseAsync(rig.Source, first, Token);
        Assert.Null(await claims.FindAsync(rig.Source, "issue/1", Token));
        var second = (await claims.ClaimAsync(Request(rig, "issue/1", 1, 1), Token)).Claim;

        await claims.ReleaseAsync(rig.Source, first, Token);
        await claims.ReleaseAsync(rig.Source, second with { Version = "refs/heads/main" }, Token);

        Assert.Equal(second, await claims.FindAsync(rig.Source, "issue/1", Token));
    }

    [Fact]
    public async Task Claim_BrokeOffAfterItArrived_IsUnknownAndItsOwnAfterwards()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        var request = Request(rig, "issue/1", 1, 1);
        host.Runner.Then = static (run, result) => run.Command.Arguments[0] == "push" ? new CommandResult { ExitCode = 128, Output = "", Error = "fatal: the remote end hung up unexpectedly" } : result;

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await host.Claims.ClaimAsync(request, Token));
        host.Runner.Then = static (_, result) => result;

        Assert.True((await host.Claims.ClaimAsync(request, Token)).Granted);
    }

    [Fact]
    public async Task Claim_LiesWhereChangesArePublished()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        await rig.GitAsync(rig.Root, "clone", "--quiet", "--bare", rig.Remote, rig.PathOf("someone/shop"));
        host.Remotes.Target = "someone/shop";

        await host.Claims.ClaimAsync(Request(rig, "issue/1", 1, 1), Token);

        Assert.Equal("", await rig.GitAsync(rig.Remote, "for-each-ref", "refs/ao"));
        Assert.NotEqual("", await rig.GitAsync(rig.PathOf("someone/shop"), "for-each-ref", "refs/ao"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("{\"resource\":\"issue/2\",\"holder\":{\"instance\":\"x\"},\"key\":\"k\",\"at\":\"2026-01-01T00:00:00Z\",\"mark\":\"m\"}")]
    public async Task List_WhatSomebodyElseWroteThere_SaysWhereItIs(string message)
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        await host.Claims.ClaimAsync(Request(rig, "issue/1", 1, 1), Token);
        var reference = await rig.GitAsync(rig.Remote, "for-each-ref", "--format=%(refname)", "refs/ao");
        var commit = await rig.GitAsync(rig.Remote, "commit-tree", await rig.GitAsync(rig.Remote, "rev-parse", "HEAD^{tree}"), "-m", message);
        await rig.GitAsync(rig.Remote, "update-ref", reference, commit);

        var error = await Assert.ThrowsAsync<AoException>(async () => await host.Claims.ListAsync(rig.Source, Token));

        Assert.Contains($"'{reference}' of", error.Message, StringComparison.Ordinal);
        Assert.Contains("holds no claim that could be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claim_RemoteRefuses_SaysWhatToAllow()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        await rig.GitAsync(rig.Remote, "config", "receive.hideRefs", "refs/ao");

        var error = await Assert.ThrowsAsync<AoException>(async () => await host.Claims.ClaimAsync(Request(rig, "issue/1", 1, 1), Token));

        Assert.Contains("Allow this host to write references below 'refs/ao/'", error.Message, StringComparison.Ordinal);
    }

    private static ClaimRequest Request(RemoteRig rig, string resource, int host, int racer) => new()
    {
        Key = new OperationKey($"claim/{racer}"),
        Source = rig.Source,
        Resource = resource,
        Holder = new ClaimHolder($"host-{host}", new SessionId("shop", host + 1)),
    };
}
