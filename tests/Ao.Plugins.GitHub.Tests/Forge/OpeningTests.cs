using System.Text.Json.Nodes;
using Ao.Scm;
using Ao.TestSupport;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>Finding and opening pull requests. The stub stands for the real GitHub.</summary>
public sealed class OpeningTests
{
    private const string Pulls = "GET /repos/o/r/pulls";
    private const string Post = "POST /repos/o/r/pulls";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_Change_IsPublishedFirstAndMarked()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Pulls, Json.List());
        rig.Stub.On(Post, call => StubReply.Ok(Json.Pull(7, call["body"]!), 201));
        var postsBefore = -1;
        rig.Publisher.OnPublish = () => postsBefore = rig.Stub.Count(Post);

        var opened = await rig.Pulls.OpenPullRequestAsync(rig.Open() with { IsDraft = true }, Cancellation);

        Assert.Equal((7, "What it does.", rig.Own, Json.Head), (opened.Number, opened.Body, opened.PushTarget, opened.HeadRevision));
        Assert.Equal((Json.Head, "change"), Assert.Single(rig.Publisher.Asked));
        Assert.Equal(0, postsBefore);
        var sent = rig.Stub.Single(Post);
        Assert.Equal(("change", "main", "true", $"What it does.\n\n{rig.Key().Marker}"), (sent["head"], sent["base"], sent["draft"], sent["body"]));
        Assert.Null(sent["maintainer_can_modify"]);
    }

    [Fact]
    public async Task Open_AgainUnderTheSameKey_OpensNoOther()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Pulls, call => StubReply.Ok(call.Query.Contains("head=o%3Achange", StringComparison.Ordinal) ? Json.List(Json.Pull(7, $"What it does.\n\n{rig.Key().Marker}")) : Json.List()));

        var opened = await rig.Pulls.OpenPullRequestAsync(rig.Open(), Cancellation);

        Assert.Equal(7, opened.Number);
        Assert.Empty(rig.Publisher.Asked);
        Assert.Equal(0, rig.Stub.Count(Post));
    }

    [Fact]
    public async Task Find_MarkWrittenByAnother_IsNotTaken()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Pulls, Json.List(Json.Pull(6, rig.Key().Marker, author: "attacker"), Json.Pull(5, $"quotes {rig.Key().Marker}\n\n{rig.Key("shop-1/other").Marker}")));

        Assert.Null(await rig.Pulls.FindPullRequestAsync(rig.Source, rig.Key(), Cancellation));
    }

    [Fact]
    public async Task Find_AnswerWasLost_IsFoundByTheNextHost()
    {
        await using var stub = await StubGitHub.StartAsync();
        using var folder = new TempFolder();
        JsonNode? made = null;
        stub.On(Pulls, call => StubReply.Ok(made is null || call.Query.Contains("head=", StringComparison.Ordinal) ? Json.List() : Json.List(Json.Pull(8), made.DeepClone())));
        stub.On(Post, call =>
        {
            made = Json.Pull(7, call["body"]!);
            return StubReply.Ok(made.DeepClone(), 201) with { IsCut = true };
        });

        await using (var rig = ForgeRig.Over(stub, folder))
        {
            await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await rig.Pulls.OpenPullRequestAsync(rig.Open(), Cancellation));
        }

        await using var next = ForgeRig.Over(stub, folder);
        Assert.Equal(7, (await next.Pulls.FindPullRequestAsync(next.Source, next.Key(), Cancellation))?.Number);
        Assert.Equal(1, stub.Count(Post));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_AlreadyExists_IsTakenOnlyWithOurMark(bool isOurs)
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.OnInTurn(Pulls, StubReply.Ok(Json.List()), StubReply.Ok(Json.List(Json.Pull(7, isOurs ? rig.Key().Marker : "another's"))));
        rig.Stub.On(Post, StubReply.Refused(422, "Validation Failed", Json.Of("""{"resource":"PullRequest","code":"custom","message":"A pull request already exists for o:change."}""")));

        if (isOurs)
        {
            Assert.Equal(7, (await rig.Pulls.OpenPullRequestAsync(rig.Open(), Cancellation)).Number);
        }
        else
        {
            var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Pulls.OpenPullRequestAsync(rig.Open(), Cancellation));
            Assert.Contains("proposes 'change' of o/r already", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Open_FromAFork_NamesItsOwnerAndLetsMaintainersPush()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On("GET /repos/me/r", Json.Repository("me/r", parent: "o/r"));
        rig.Stub.On(Pulls, Json.List());
        rig.Stub.OnInTurn(Post, StubReply.Refused(422, "Validation Failed", Json.Of("""{"resource":"PullRequest","code":"custom","field":"fork_collab","message":"Fork collab can't be granted by someone without permission"}""")), StubReply.Ok(Json.Pull(7, headRepository: "me/r"), 201));
        await rig.Forks.SetPushTargetAsync(rig.Source, "file:///srv/git/me/r.git", Cancellation);

        var opened = await rig.Pulls.OpenPullRequestAsync(rig.Open() with { PushTarget = "file:///srv/git/me/r.git" }, Cancellation);

        Assert.Equal("file:///srv/git/me/r.git", opened.PushTarget);
        var sent = rig.Stub.Calls.Where(static call => call.Name == Post).ToList();
        Assert.Equal(["true", "false"], sent.Select(static call => call["maintainer_can_modify"]));
        Assert.All(sent, static call => Assert.Equal("me:change", call["head"]));
    }

    [Fact]
    public async Task Open_TargetSwitchedMeanwhile_PublishesNothing()
    {
        await using var rig = await ForgeRig.StartAsync();

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Pulls.OpenPullRequestAsync(rig.Open() with { PushTarget = "file:///srv/git/me/r.git" }, Cancellation));

        Assert.Contains("Ask again", error.Message, StringComparison.Ordinal);
        Assert.Empty(rig.Publisher.Asked);
    }

    [Fact]
    public async Task Open_RefusedAfterPublishing_SaysThatItIsPublished()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Pulls, Json.List());
        rig.Stub.On(Post, StubReply.Refused(422, "Validation Failed", Json.Of("""{"resource":"PullRequest","code":"custom","message":"No commits between main and change"}""")));

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Pulls.OpenPullRequestAsync(rig.Open(), Cancellation));

        Assert.Contains("'change' is published to o/r", error.Message, StringComparison.Ordinal);
        Assert.Contains("No commits between main and change", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_PushRefused_OpensNothing()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Pulls, Json.List());
        rig.Publisher.Refusal = "The branch holds other commits.";

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Pulls.OpenPullRequestAsync(rig.Open(), Cancellation));

        Assert.Equal("The branch holds other commits.", error.Message);
        Assert.Equal(0, rig.Stub.Count(Post));
    }

    [Fact]
    public async Task Get_BlockedByReview_SaysSo()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On("GET /repos/o/r/pulls/7", Json.Pull(7, "Closes #3").With("mergeable_state", "blocked"));
        rig.Stub.On("GRAPHQL PullRequestStanding", StubReply.Data(Json.Of("""{"node":{"reviewDecision":"REVIEW_REQUIRED","isInMergeQueue":false}}""")));

        var pull = await rig.Pulls.GetPullRequestAsync(rig.Source, 7, Cancellation);

        Assert.Equal(Mergeability.Blocked, pull.Mergeability);
        Assert.Equal("A review that the base branch demands is missing.", Assert.Single(pull.Obstacles));
        Assert.Equal("3", Assert.Single(pull.Issues));
    }
}
