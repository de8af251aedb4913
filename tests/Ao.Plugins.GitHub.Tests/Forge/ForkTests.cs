using Ao.Scm;
using Ao.TestSupport;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>Forks, where changes are published, and bringing forks up.</summary>
public sealed class ForkTests
{
    private const string Post = "POST /repos/o/r/forks";
    private const string Mine = "file:///srv/git/me/r.git";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_ForOneself_WaitsUntilItIsThere()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On("GET /repos/o/r/forks", Json.List());
        rig.Stub.OnInTurn("GET /repos/writer/r", StubReply.Refused(404, "Not Found"), StubReply.Refused(404, "Not Found"), StubReply.Ok(Json.Repository("writer/r", "o/r")));
        rig.Stub.On("GET /repos/writer/r/branches/main", Json.Branch(Json.Head));
        rig.Stub.On(Post, Json.Repository("writer/r", "o/r"), 202);
        var request = new ForkRequest { Key = rig.Key("shop/fork"), Source = rig.Source, Owner = "writer" };

        var fork = await rig.Forks.CreateForkAsync(request, Cancellation);
        var again = await rig.Forks.CreateForkAsync(request, Cancellation);
        var found = await rig.Forks.FindForkAsync(rig.Source, request.Key, Cancellation);

        Assert.Equal(new Fork("writer", "file:///srv/git/writer/r.git") { Identity = "R_writer/r", Address = new Uri("https://github.example/writer/r") }, fork);
        Assert.Equal((fork, fork), (again, found));
        Assert.Null(rig.Stub.Single(Post)["organization"]);
        Assert.Null(await rig.Forks.FindForkAsync(rig.Source, rig.Key("shop/never"), Cancellation));
    }

    [Theory]
    [InlineData("Organization", null)]
    [InlineData("User", "another person's account")]
    [InlineData(null, "no account 'acme'")]
    public async Task Create_ForAnother_OnlyAnOrganization(string? type, string? refusal)
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On("GET /repos/o/r/forks", Json.List(Json.Repository("someone/r", "o/r")));
        if (type is not null)
        {
            rig.Stub.On("GET /users/acme", Json.User("acme", type));
        }

        rig.Stub.On(Post, call =>
        {
            rig.Stub.On("GET /repos/acme/r-2", Json.Repository("acme/r-2", "o/r"));
            return StubReply.Ok(Json.Repository("acme/r-2", "o/r"), 202);
        });
        rig.Stub.On("GET /repos/acme/r-2/branches/main", Json.Branch(Json.Head));
        var request = new ForkRequest { Key = rig.Key("shop/fork"), Source = rig.Source, Owner = "acme" };

        if (refusal is null)
        {
            Assert.Equal("file:///srv/git/acme/r-2.git", (await rig.Forks.CreateForkAsync(request, Cancellation)).Location);
            Assert.Equal("acme", rig.Stub.Single(Post)["organization"]);
        }
        else
        {
            var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Forks.CreateForkAsync(request, Cancellation));
            Assert.Contains(refusal, error.Message, StringComparison.Ordinal);
            Assert.Equal(0, rig.Stub.Count(Post));
        }
    }

    [Theory]
    [InlineData("o")]
    [InlineData("-x")]
    [InlineData("a/b")]
    [InlineData("")]
    public async Task Create_OwnerThatCannotBe_IsRefused(string owner)
    {
        await using var rig = await ForgeRig.StartAsync();

        await Assert.ThrowsAsync<AoException>(async () => await rig.Forks.CreateForkAsync(new ForkRequest { Key = rig.Key(), Source = rig.Source, Owner = owner }, Cancellation));
        Assert.Equal(0, rig.Stub.Count(Post));
    }

    [Fact]
    public async Task PushTarget_Fork_IsKeptOverARestart()
    {
        await using var stub = await StubGitHub.StartAsync();
        using var folder = new TempFolder();
        stub.On("GET /repos/me/r", Json.Repository("me/r", "o/r"));
        stub.On("GET /repos/me/other", Json.Repository("me/other", "else/other"));
        await using (var rig = ForgeRig.Over(stub, folder))
        {
            Assert.Equal(rig.Own, await rig.Forks.GetPushTargetAsync(rig.Source, Cancellation));
            await rig.Forks.SetPushTargetAsync(rig.Source, Mine, Cancellation);
        }

        await using var next = ForgeRig.Over(stub, folder);
        Assert.Equal(Mine, await next.Forks.GetPushTargetAsync(next.Source, Cancellation));
        Assert.Equal(next.Own, await next.Forks.GetPushTargetAsync(next.Source with { Project = new ProjectId("other") }, Cancellation));
        foreach (var bad in new[] { "file:///srv/git/me/other.git", "https://evil.example/me/r.git", "ext::sh -c evil" })
        {
            await Assert.ThrowsAsync<AoException>(async () => await next.Forks.SetPushTargetAsync(next.Source, bad, Cancellation));
        }

        await next.Forks.SetPushTargetAsync(next.Source, next.Own, Cancellation);
        Assert.Equal(next.Own, await next.Forks.GetPushTargetAsync(next.Source, Cancellation));
    }

    [Theory]
    [InlineData(0, 0, null, ForkSyncOutcome.UpToDate)]
    [InlineData(3, 0, null, ForkSyncOutcome.UpToDate)]
    [InlineData(2, 4, null, ForkSyncOutcome.Blocked)]
    [InlineData(0, 4, """{"merge_type":"fast-forward","message":"ok","base_branch":"o:main"}""", ForkSyncOutcome.FastForwarded)]
    [InlineData(0, 4, """{"merge_type":"none","message":"ok","base_branch":"o:main"}""", ForkSyncOutcome.UpToDate)]
    [InlineData(0, 4, "409", ForkSyncOutcome.Blocked)]
    [InlineData(0, 4, "422", ForkSyncOutcome.Blocked)]
    public async Task Sync_Fork_IsFastForwardedOrLeft(int ahead, int behind, string? answer, ForkSyncOutcome expected)
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On("GET /repos/me/r/branches/main", Json.Branch(Json.Head));
        rig.Stub.On("GET /repos/o/r/compare/main...me:main", Json.Of($$"""{"status":"x","ahead_by":{{ahead}},"behind_by":{{behind}},"base_commit":{"sha":"{{Json.Base}}"},"commits":[]}"""));
        rig.Stub.On("POST /repos/me/r/merge-upstream", answer is null or ['4', ..] ? StubReply.Refused(int.Parse(answer ?? "500", System.Globalization.CultureInfo.InvariantCulture), "There are merge conflicts") : StubReply.Ok(Json.Of(answer)));

        var result = await rig.Network.SyncForkAsync(new ForkSyncRequest { Key = rig.Key(), Source = rig.Source, Fork = new Fork("me", Mine), Branch = "main" }, Cancellation);

        Assert.Equal(expected, result.Outcome);
        Assert.Equal(expected == ForkSyncOutcome.Blocked, result.Reason is not null);
        Assert.Equal(expected == ForkSyncOutcome.FastForwarded ? Json.Base : Json.Head, result.Revision);
        Assert.Equal(answer is null ? 0 : 1, rig.Stub.Count("POST /repos/me/r/merge-upstream"));
    }

    [Fact]
    public async Task Divergence_OfABranchThatIsNotThere_IsAClearError()
    {
        await using var rig = await ForgeRig.StartAsync();

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Network.GetDivergenceAsync(rig.Source, new Fork("me", Mine), "main", Cancellation));

        Assert.Contains("There is no branch 'main' in me/r", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Forks_NewestFirstWithIdentity()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On("GET /repos/o/r/forks", Json.List(Json.Repository("b/r", "o/r"), Json.Repository("a/r", "o/r")));

        var forks = await rig.Network.ListForksAsync(rig.Source, Cancellation);

        Assert.Equal([("b", "R_b/r"), ("a", "R_a/r")], forks.Select(static fork => (fork.Owner, fork.Identity)));
        Assert.Contains("sort=newest", rig.Stub.Single("GET /repos/o/r/forks").Query, StringComparison.Ordinal);
    }
}
