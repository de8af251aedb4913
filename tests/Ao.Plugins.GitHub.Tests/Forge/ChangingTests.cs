using Ao.Scm;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>Updating and merging pull requests. The stub stands for the real GitHub, which the emulator is not like in its refusals.</summary>
public sealed class ChangingTests
{
    private const string Pull = "GET /repos/o/r/pulls/7";
    private const string Patch = "PATCH /repos/o/r/pulls/7";
    private const string Put = "PUT /repos/o/r/pulls/7/merge";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Update_TextAndRevision_KeepsTheMarkAndOverwritesNobody()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Pull, Json.Pull(7, $"old\n\n{rig.Key("shop-1/open").Marker}"));
        rig.Stub.On(Patch, call => StubReply.Ok(Json.Pull(7, call["body"]!)));

        var updated = await rig.Pulls.UpdatePullRequestAsync(Update(rig) with { Revision = Json.Newer, Body = "new" }, Cancellation);

        Assert.Equal((Json.Newer, "change"), Assert.Single(rig.Publisher.Asked));
        Assert.Equal($"new\n\n{rig.Key("shop-1/open").Marker}", rig.Stub.Single(Patch)["body"]);
        Assert.Null(rig.Stub.Single(Patch)["title"]);
        Assert.Equal((Json.Newer, "new"), (updated.HeadRevision, updated.Body));
    }

    [Fact]
    public async Task Update_WhatIsSoAlready_WritesNothing()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Pull, Json.Pull(7, $"text\n\n{rig.Key("shop-1/open").Marker}", state: "closed"));

        await rig.Pulls.UpdatePullRequestAsync(Update(rig) with { Revision = Json.Head, Title = "A change", Body = "text", Close = true, IsDraft = false }, Cancellation);

        Assert.Empty(rig.Publisher.Asked);
        Assert.Equal([Pull], rig.Stub.Calls.Select(static call => call.Name));
    }

    [Theory]
    [InlineData(true, "ConvertPullRequestToDraft")]
    [InlineData(false, "MarkPullRequestReadyForReview")]
    public async Task Update_Draft_IsConverted(bool draft, string mutation)
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Pull, Json.Pull(7).With("draft", !draft));
        rig.Stub.On($"GRAPHQL {mutation}", StubReply.Data(Json.Of("""{"done":{"pullRequest":{"isDraft":true}}}""")));

        var updated = await rig.Pulls.UpdatePullRequestAsync(Update(rig) with { IsDraft = draft }, Cancellation);

        Assert.Equal(draft, updated.IsDraft);
        Assert.Equal("PR_7", rig.Stub.Single($"GRAPHQL {mutation}")["pullRequest"]);
    }

    [Fact]
    public async Task Update_Close_ClosesIt()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Pull, Json.Pull(7));
        rig.Stub.On(Patch, call => StubReply.Ok(Json.Pull(7, state: call["state"]!)));

        Assert.Equal(PullRequestState.Closed, (await rig.Pulls.UpdatePullRequestAsync(Update(rig) with { Close = true }, Cancellation)).State);
    }

    [Fact]
    public async Task Update_MergedOne_TakesNothingNewer()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Pull, Json.Pull(7, state: "closed").With("merged", true).With("merged_at", "2026-01-02T03:04:05Z"));

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Pulls.UpdatePullRequestAsync(Update(rig) with { Revision = Json.Newer }, Cancellation));

        Assert.Contains("is merged", error.Message, StringComparison.Ordinal);
        Assert.Empty(rig.Publisher.Asked);
    }

    [Fact]
    public async Task Update_PublishedElsewhere_IsRefused()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Pull, Json.Pull(7, headRepository: "me/r"));

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Pulls.UpdatePullRequestAsync(Update(rig) with { Title = "Other" }, Cancellation));

        Assert.Contains("published to 'file:///srv/git/me/r.git'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MergeMethod.Merge, "merge")]
    [InlineData(MergeMethod.Squash, "squash")]
    [InlineData(MergeMethod.Rebase, "rebase")]
    public async Task Merge_ByMethod_SendsTheHeadThatWasLookedAt(MergeMethod method, string word)
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Pull, Json.Pull(7));
        rig.Stub.On(Put, Json.Of($$"""{"sha":"{{Json.Newer}}","merged":true,"message":"Pull Request successfully merged"}"""));

        var result = await rig.Pulls.MergeAsync(Merge(rig) with { Method = method }, Cancellation);

        Assert.True(result.Merged);
        Assert.Equal((PullRequestState.Merged, Json.Newer), (result.PullRequest.State, result.PullRequest.MergeRevision));
        Assert.Equal((word, Json.Head), (rig.Stub.Single(Put)["merge_method"], rig.Stub.Single(Put)["sha"]));
    }

    [Theory]
    [InlineData(405, "Squash merges are not allowed on this repository.", "Squash merges are not allowed")]
    [InlineData(409, "Head branch was modified. Review and try the merge again.", "Head branch was modified")]
    [InlineData(422, "Validation Failed", "Validation Failed")]
    public async Task Merge_Refused_IsAResultWithTheReason(int status, string said, string expected)
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Pull, Json.Pull(7));
        rig.Stub.On(Put, StubReply.Refused(status, said));

        var result = await rig.Pulls.MergeAsync(Merge(rig), Cancellation);

        Assert.False(result.Merged);
        Assert.Contains(expected, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_ByAnotherInBetween_IsMerged()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.OnInTurn(Pull, StubReply.Ok(Json.Pull(7)), StubReply.Ok(Json.Pull(7, state: "closed").With("merged_at", "2026-01-02T03:04:05Z").With("merge_commit_sha", Json.Newer)));
        rig.Stub.On(Put, StubReply.Refused(405, "Pull Request is not mergeable"));

        var result = await rig.Pulls.MergeAsync(Merge(rig), Cancellation);

        Assert.True(result.Merged);
        Assert.Equal(Json.Newer, result.PullRequest.MergeRevision);
    }

    [Fact]
    public async Task Merge_MergedOne_IsMergedWithoutACall()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Pull, Json.Pull(7, state: "closed").With("merged", true).With("merge_commit_sha", Json.Newer));

        Assert.True((await rig.Pulls.MergeAsync(Merge(rig), Cancellation)).Merged);
        Assert.Equal(0, rig.Stub.Count(Put));
    }

    [Theory]
    [InlineData("closed", false, Json.Head, "closed without a merge")]
    [InlineData("open", true, Json.Head, "draft")]
    [InlineData("open", false, Json.Newer, "Look at the newer revision first")]
    public async Task Merge_NotToBe_IsNotTried(string state, bool draft, string head, string expected)
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Pull, Json.Pull(7, head: head, state: state).With("draft", draft));

        var result = await rig.Pulls.MergeAsync(Merge(rig), Cancellation);

        Assert.False(result.Merged);
        Assert.Contains(expected, result.Reason, StringComparison.Ordinal);
        Assert.Equal(0, rig.Stub.Count(Put));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Merge_BranchWithAQueue_IsQueuedOnce(bool isThere)
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Pull, Json.Pull(7));
        rig.Stub.On(Put, StubReply.Refused(405, "Repository rule violations found\n\nChanges must be made through the merge queue"));
        rig.Stub.On("GRAPHQL PullRequestStanding", StubReply.Data(new System.Text.Json.Nodes.JsonObject { ["node"] = new System.Text.Json.Nodes.JsonObject { ["reviewDecision"] = null, ["isInMergeQueue"] = isThere } }));
        rig.Stub.On("GRAPHQL EnqueuePullRequest", StubReply.Data(Json.Of("""{"enqueuePullRequest":{"mergeQueueEntry":{"state":"QUEUED","position":1}}}""")));

        var result = await rig.Pulls.MergeAsync(Merge(rig), Cancellation);

        Assert.True(result.IsQueued);
        Assert.False(result.Merged);
        Assert.Equal(isThere ? 0 : 1, rig.Stub.Count("GRAPHQL EnqueuePullRequest"));
    }

    private static PullRequestUpdate Update(ForgeRig rig) => new() { Key = rig.Key("shop-1/update"), Source = rig.Source, Number = 7, PushTarget = rig.Own, HeadBranch = "change" };

    private static MergeRequest Merge(ForgeRig rig) => new() { Key = rig.Key("shop-1/merge"), Source = rig.Source, Number = 7, PushTarget = rig.Own, HeadBranch = "change", ExpectedRevision = Json.Head };
}
