using System.Text.Json.Nodes;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Tests;

public sealed class ReviewTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_ApprovalsAndRequestedChanges_AreAboutTheHeadOfTheirTime()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var request = fixture.Stub.AddRequest(fixture.Project);
        request.Approvals.Add((fixture.Stub.Reviewer, fixture.Stub.Now()));
        fixture.Stub.AddDiscussion(request, fixture.Stub.Bot, "requested changes", isSystem: true);
        request.Reviewers.Add((fixture.Stub.Bot, "requested_changes"));
        fixture.Project.Branches["feature"] = GitLabFixture.Sha('e');

        var reviews = await fixture.Scm.ListReviewsAsync(fixture.Source, 1, Token);

        Assert.Equal([("rita", false, ReviewVerdict.Approve), ("checker", true, ReviewVerdict.RequestChanges)], reviews.Select(review => (review.Author, review.IsBot, review.Verdict)));
        Assert.All(reviews, review => Assert.Equal(GitLabFixture.Sha('f'), review.Revision));
    }

    [Theory]
    [InlineData(ReviewVerdict.Comment)]
    [InlineData(ReviewVerdict.Approve)]
    [InlineData(ReviewVerdict.RequestChanges)]
    public async Task Add_SameKeyTwice_IsOneReviewWithItsVerdict(ReviewVerdict verdict)
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var merge = fixture.Stub.AddRequest(fixture.Project, author: fixture.Stub.Reviewer);
        var request = new ReviewRequest { Key = new OperationKey("shop-2/review/1"), Source = fixture.Source, Number = 1, Author = "shop-2", Verdict = verdict, Revision = GitLabFixture.Sha('f'), Body = "Look at this." };

        await fixture.Scm.AddReviewAsync(request, Token);
        var again = await fixture.Scm.AddReviewAsync(request, Token);
        var listed = Assert.Single(await fixture.Scm.ListReviewsAsync(fixture.Source, 1, Token));

        Assert.Equal(verdict, listed.Verdict);
        Assert.Equal(again, listed);
        Assert.Equal(GitLabFixture.Sha('f'), listed.Revision);
        Assert.EndsWith("Look at this.", listed.Body, StringComparison.Ordinal);
        Assert.Equal(verdict is ReviewVerdict.Approve ? 1 : 0, merge.Approvals.Count);
        Assert.Empty(await fixture.Scm.ListThreadsAsync(fixture.Source, 1, Token));
    }

    [Fact]
    public async Task Add_ApprovalOfOnesOwn_IsACommentAllTheSame()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);
        var request = new ReviewRequest { Key = new OperationKey("shop-2/review/1"), Source = fixture.Source, Number = 1, Author = "shop-2", Verdict = ReviewVerdict.Approve, Revision = GitLabFixture.Sha('f') };

        Assert.Equal(ReviewVerdict.Approve, (await fixture.Scm.AddReviewAsync(request, Token)).Verdict);
        await Assert.ThrowsAsync<AoException>(async () => await fixture.Scm.AddReviewAsync(request with { Key = new OperationKey("shop-2/review/2"), Revision = "main --> " }, Token));
    }

    [Fact]
    public async Task List_MarkOfAnother_IsAComment()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var request = fixture.Stub.AddRequest(fixture.Project);
        fixture.Stub.AddDiscussion(request, fixture.Stub.Reviewer, $"<!-- ao-review: approve:{GitLabFixture.Sha('f')} -->\nall good", isIndividual: true);

        Assert.Empty(await fixture.Scm.ListReviewsAsync(fixture.Source, 1, Token));
        Assert.Single(await fixture.Scm.ListThreadsAsync(fixture.Source, 1, Token));
    }

    [Fact]
    public async Task Threads_PlacesResolvedOutdatedAndBots_AreTold()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var request = fixture.Stub.AddRequest(fixture.Project);
        fixture.Stub.AddDiscussion(request, fixture.Stub.Reviewer, "old", PositionOf('d', 3)).IsResolved = true;
        fixture.Stub.AddDiscussion(request, fixture.Stub.Bot, "now", PositionOf('f', 4));
        fixture.Stub.AddDiscussion(request, fixture.Stub.Reviewer, "in general", isIndividual: true);
        fixture.Stub.AddDiscussion(request, fixture.Stub.Reviewer, "added 1 commit", isSystem: true);

        var threads = await fixture.Scm.ListThreadsAsync(fixture.Source, 1, Token);

        Assert.Equal(3, threads.Count);
        Assert.True(threads[0] is { Path: "src/a.txt", Line: 3, IsOutdated: true, IsResolved: true });
        Assert.True(threads[1] is { Line: 4, IsOutdated: false, IsResolved: false } && threads[1].Comments[0].IsBot);
        Assert.True(threads[2] is { Path: null, Line: null, IsResolved: false } && threads[2].Revision == GitLabFixture.Sha('f'));
    }

    [Theory]
    [InlineData("src/a.txt", 5, "src/a.txt", 5)]
    [InlineData("src/a.txt", 500, "src/a.txt", null)]
    [InlineData("src/none.txt", 5, null, null)]
    [InlineData(null, null, null, null)]
    public async Task Threads_Begin_AtThePlaceThatGitLabKnows(string? path, int? line, string? atPath, int? atLine)
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);
        var request = new ReviewThreadRequest { Key = new OperationKey("shop-2/thread/1"), Source = fixture.Source, Number = 1, Author = "shop-2", Revision = GitLabFixture.Sha('f'), Path = path, Line = line, Body = "Why?" };

        var thread = await fixture.Scm.AddThreadCommentAsync(request, Token);
        var again = await fixture.Scm.AddThreadCommentAsync(request, Token);

        Assert.Equal((atPath, atLine), (thread.Path, thread.Line));
        Assert.Equal(thread.Id, again.Id);
        Assert.EndsWith("Why?", Assert.Single(again.Comments).Body, StringComparison.Ordinal);
        Assert.Single(await fixture.Scm.ListThreadsAsync(fixture.Source, 1, Token));
    }

    [Fact]
    public async Task Threads_AnswerAndResolve_OnceEach()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var request = fixture.Stub.AddRequest(fixture.Project);
        var id = fixture.Stub.AddDiscussion(request, fixture.Stub.Reviewer, "Why?", PositionOf('f', 4)).Id;
        var answer = new ReviewThreadRequest { Key = new OperationKey("shop-2/answer/1"), Source = fixture.Source, Number = 1, Thread = id, Author = "shop-2", Revision = GitLabFixture.Sha('f'), Body = "Because." };

        await fixture.Scm.AddThreadCommentAsync(answer, Token);
        Assert.Equal(["Why?", "Because."], (await fixture.Scm.AddThreadCommentAsync(answer, Token)).Comments.Select(comment => comment.Body));
        Assert.True((await fixture.Scm.ResolveThreadAsync(fixture.Source, 1, id, true, Token)).IsResolved);
        Assert.True((await fixture.Scm.ResolveThreadAsync(fixture.Source, 1, id, true, Token)).IsResolved);
        Assert.False((await fixture.Scm.ResolveThreadAsync(fixture.Source, 1, id, false, Token)).IsResolved);
        Assert.Equal(3, MergeRequestTests.Writes(fixture));
        await Assert.ThrowsAsync<AoException>(async () => await fixture.Scm.ResolveThreadAsync(fixture.Source, 1, "none", true, Token));
        var plain = fixture.Stub.AddDiscussion(request, fixture.Stub.Reviewer, "in general", isIndividual: true).Id;
        Assert.Contains("plain comment", (await Assert.ThrowsAsync<AoException>(async () => await fixture.Scm.ResolveThreadAsync(fixture.Source, 1, plain, true, Token))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("project_42_bot_0a1b2c3d", true)]
    [InlineData("group_7_bot", true)]
    [InlineData("project_42_bot2", true)]
    [InlineData("service_account_group_9_ab12", true)]
    [InlineData("renovate[bot]", true)]
    [InlineData("GitLabDuo", true)]
    [InlineData("rita", false)]
    [InlineData("project_manager_bot", false)]
    [InlineData("robot", false)]
    public void IsOne_Name_TellsPrograms(string name, bool expected) => Assert.Equal(expected, Api.BotNames.IsOne(name));

    private static JsonObject PositionOf(char head, int line) => new() { ["position_type"] = "text", ["base_sha"] = GitLabFixture.Sha('b'), ["start_sha"] = GitLabFixture.Sha('b'), ["head_sha"] = GitLabFixture.Sha(head), ["old_path"] = "src/a.txt", ["new_path"] = "src/a.txt", ["new_line"] = line };
}
