using Ao.Scm;
using Ao.TestSupport;

namespace Ao.Plugins.Git.Tests;

/// <summary>Claims of work: of any number of claimants one holds it.</summary>
public sealed class WorkClaimTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Claim_ManyRacersOfFourHosts_OneHolderEachRound()
    {
        await using var rig = await GitRig.StartAsync();
        var hosts = new List<GitScm>();
        for (var host = 0; host < 4; host++)
        {
            hosts.Add(await rig.NewHostAsync($"host-{host}"));
        }

        for (var round = 0; round < 10; round++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(racer => hosts[racer % 4].ClaimAsync(Request(rig, $"issue/{round}", racer % 4, racer), Token).AsTask()));

            var granted = Assert.Single(results, static result => result.Granted);
            Assert.All(results, result => Assert.Equal(granted.Claim, result.Claim));
            Assert.Equal(granted.Claim, await hosts[round % 4].FindClaimAsync(rig.Source, $"issue/{round}", Token));
        }

        Assert.Equal(Enumerable.Range(0, 10).Select(static round => $"issue/{round}"), (await hosts[0].ListClaimsAsync(rig.Source, Token)).Select(static claim => claim.Resource));
    }

    [Fact]
    public async Task Release_WhileOthersClaim_NoClaimIsLostAndOneHolds()
    {
        await using var rig = await GitRig.StartAsync();
        GitScm[] hosts = [await rig.NewHostAsync("one"), await rig.NewHostAsync("two")];
        var held = 0;

        // Each works until it has held the claim five times; more than one at a time would be seen.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async racer =>
        {
            for (var wins = 0; wins < 5;)
            {
                var scm = hosts[racer % 2];
                var result = await scm.ClaimAsync(Request(rig, "pull-request/5", racer % 2, racer), Token);
                if (result.Granted)
                {
                    Assert.Equal(1, Interlocked.Increment(ref held));
                    Assert.Equal(0, Interlocked.Decrement(ref held));
                    await scm.ReleaseClaimAsync(rig.Source, result.Claim, Token);
                    wins++;
                }
            }
        }));

        Assert.Empty(await hosts[0].ListClaimsAsync(rig.Source, Token));
    }

    [Fact]
    public async Task Claim_SameKeyAgain_GivesTheClaimThatItMade()
    {
        await using var rig = await GitRig.StartAsync();
        var first = await rig.Scm.ClaimAsync(Request(rig, "issue/1", 1, 1), Token);

        var again = await (await rig.NewScmAsync()).ClaimAsync(Request(rig, "issue/1", 1, 1), Token);
        var otherKey = await rig.Scm.ClaimAsync(Request(rig, "issue/1", 1, 2), Token);
        var otherHolder = await rig.Scm.ClaimAsync(Request(rig, "issue/1", 2, 1), Token);

        Assert.True(first.Granted);
        Assert.Equal(first, again);
        Assert.False(otherKey.Granted);
        Assert.False(otherHolder.Granted);
        Assert.Equal(first.Claim, otherKey.Claim);
    }

    [Fact]
    public async Task TakeOver_OnlyOfTheClaimThatWasSeen()
    {
        await using var rig = await GitRig.StartAsync();
        var seen = (await rig.Scm.ClaimAsync(Request(rig, "issue/1", 1, 1), Token)).Claim;
        var takeOver = Request(rig, "issue/1", 2, 2) with { InsteadOf = seen.Version, Reason = "its host is gone" };

        var takers = await Task.WhenAll(Enumerable.Range(2, 4).Select(racer => rig.Scm.ClaimAsync(takeOver with { Key = new OperationKey($"claim/{racer}") }, Token).AsTask()));
        var taken = Assert.Single(takers, static result => result.Granted).Claim;
        await rig.Scm.ReleaseClaimAsync(rig.Source, seen, Token);

        Assert.Equal("its host is gone", taken.Reason);
        Assert.NotEqual(seen.Version, taken.Version);
        Assert.Equal(taken, await rig.Scm.FindClaimAsync(rig.Source, "issue/1", Token));
        Assert.True((await rig.Scm.ClaimAsync(takeOver with { Key = taken.Key }, Token)).Granted);
    }

    [Fact]
    public async Task Release_EarlierClaimOfTheSameHolder_LeavesTheLaterOne()
    {
        await using var rig = await GitRig.StartAsync();
        var scm = await rig.NewScmAsync(time: new StoppedClock(DateTimeOffset.UnixEpoch));
        var first = (await scm.ClaimAsync(Request(rig, "issue/1", 1, 1), Token)).Claim;
        await scm.ReleaseClaimAsync(rig.Source, first, Token);
        Assert.Null(await scm.FindClaimAsync(rig.Source, "issue/1", Token));
        var second = (await scm.ClaimAsync(Request(rig, "issue/1", 1, 1), Token)).Claim;

        await scm.ReleaseClaimAsync(rig.Source, first, Token);
        await scm.ReleaseClaimAsync(rig.Source, second with { Version = "refs/heads/main" }, Token);

        Assert.Equal(second, await scm.FindClaimAsync(rig.Source, "issue/1", Token));
        await scm.ReleaseClaimAsync(rig.Source, second, Token);
        await scm.ReleaseClaimAsync(rig.Source, second, Token);
        Assert.Empty(await scm.ListClaimsAsync(rig.Source, Token));
    }

    [Fact]
    public async Task Claim_HostDiesAtEachCommand_IsItsOwnAfterwards()
    {
        await using var rig = await GitRig.StartAsync();
        for (var deadly = 0; ; deadly++)
        {
            var number = deadly;
            var commands = -1;
            var scm = await rig.NewScmAsync(runner: new DyingRunner(_ => Interlocked.Increment(ref commands) == number, before: deadly % 2 == 0));
            var request = Request(rig, $"issue/{deadly}", 1, deadly);
            try
            {
                await scm.ClaimAsync(request, Token);
                Assert.True(deadly > 3);
                return;
            }
            catch (HostDiedException)
            {
                Assert.True((await rig.Scm.ClaimAsync(request, Token)).Granted);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Issue/1")]
    [InlineData("issue 1")]
    [InlineData("issue\n1")]
    [InlineData("issue/1\0")]
    [InlineData("tooLong")]
    public async Task Claim_BadResource_IsRefusedWithTheRemedy(string resource)
    {
        await using var rig = await GitRig.StartAsync();
        var name = resource == "tooLong" ? new string('a', ClaimRequest.MaxResourceLength + 1) : resource;

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.ClaimAsync(Request(rig, name, 1, 1), Token));

        Assert.Contains("cannot be claimed. Use 1 to 200", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("issue/../..")]
    [InlineData("issue/.lock")]
    [InlineData("a/b")]
    [InlineData("a")]
    public async Task Claim_NameThatNoReferenceCouldHave_IsHeldAllTheSame(string resource)
    {
        await using var rig = await GitRig.StartAsync();
        await rig.Scm.ClaimAsync(Request(rig, "a/b/c", 1, 9), Token);

        Assert.True((await rig.Scm.ClaimAsync(Request(rig, resource, 1, 1), Token)).Granted);
        Assert.Equal(2, (await rig.Scm.ListClaimsAsync(rig.Source, Token)).Count);
    }

    private static ClaimRequest Request(GitRig rig, string resource, int host, int racer) => new()
    {
        Key = new OperationKey($"claim/{racer}"),
        Source = rig.Source,
        Resource = resource,
        Holder = new ClaimHolder($"host-{host}", new SessionId("shop", host + 1)),
    };
}
