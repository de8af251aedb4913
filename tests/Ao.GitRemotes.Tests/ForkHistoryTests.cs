using Ao.Git;
using Ao.Scm;

namespace Ao.GitRemotes.Tests;

/// <summary>Forks at addresses: they are reached with the credential that is theirs.</summary>
public sealed class ForkHistoryTests
{
    private const string Secret = "ghs_SecretOfTheTest0123456789";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fork_OverHttpWithAToken_IsFetchedComparedAndRead_AndRefusedWithout()
    {
        await using var rig = await RemoteRig.StartAsync();
        var fork = rig.PathOf("other/shop");
        await rig.GitAsync(rig.Root, "clone", "--quiet", "--bare", rig.Remote, fork);
        var clone = Path.Combine(rig.Root, "other");
        await rig.GitAsync(rig.Root, "clone", "--quiet", fork, clone);
        var own = await rig.CommitIn(clone, "own", ("own.txt", "o\n"));
        await rig.GitAsync(clone, "push", "--quiet", "origin", "HEAD:main");
        await using var server = await GitServer.StartAsync(Path.Combine(rig.Root, "forge"));
        server.Token = Secret;
        var host = rig.Host(addressOf: location => $"{server.Address}/{location}.git");
        host.Remotes.Token = Secret;
        var request = new ForkFetchRequest { Source = rig.Source, ForkId = "other", Location = $"{server.Address}/other/shop.git" };

        var branches = await host.Scm.FetchForkAsync(request, Token);
        var kinship = await host.Scm.CompareForkAsync(rig.Source, "other", "main", Token);
        var change = Assert.Single(await host.Scm.ReadChangesAsync(new ForkChangesRequest { Source = rig.Source, ForkId = "other", Branch = "main" }, Token).ToListAsync(Token));

        Assert.Equal(("main", own), (branches.DefaultBranch, branches.Branches["main"]));
        Assert.Equal((true, 1, 0), (kinship.IsKin, kinship.Ahead, kinship.Behind));
        Assert.Contains("+o\n", change.Patch, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Runner.Requests, static run => run.Command.Arguments.Any(static argument => argument.Contains(Secret, StringComparison.Ordinal)));

        host.Remotes.Token = null;
        await Assert.ThrowsAnyAsync<AoException>(async () => await host.Scm.FetchForkAsync(request, Token));
        server.Token = null;
        await Assert.ThrowsAnyAsync<AoException>(async () => await host.Scm.FetchForkAsync(request with { ForkId = "gone", Location = $"{server.Address}/other/gone.git" }, Token));
    }
}
