using Ao.Scm;
using Ao.Trackers;
using Xunit;

namespace Ao.TestSupport;

/// <summary>What every forge's plugin keeps of the contracts, whatever the forge: derive from it for each.</summary>
public abstract class ForgeConformance
{
    private const string Branch = "ao/shop-1";
    private static readonly SessionId s_session = SessionId.Parse("shop-1");
    private static readonly OperationKey s_open = new("shop-1/pull-request/1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Gets whether the forge has drafts.</summary>
    protected virtual bool HasDrafts => true;

    /// <summary>Starts a forge.</summary>
    protected abstract Task<ForgeWorld> StartAsync();

    [Fact]
    public async Task Open_SameKeyTwice_IsOnePullRequestThatIsFound()
    {
        await using var world = await StartAsync();
        var host = world.Get<IPullRequestHost>();
        var request = await RequestAsync(world);

        Assert.Null(await host.FindPullRequestAsync(world.Source, s_open, Token));
        var opened = await host.OpenPullRequestAsync(request, Token);
        var again = await host.OpenPullRequestAsync(request, Token);
        var found = await host.FindPullRequestAsync(world.Source, s_open, Token);

        Assert.Equal((opened.Number, opened.Number), (again.Number, found?.Number));
        Assert.Equal((request.Title, request.Body, request.Revision, Branch, "main", PullRequestState.Open), (found!.Title, found.Body, found.HeadRevision, found.HeadBranch, found.BaseBranch, found.State));
        Assert.Equal(request.PushTarget, found.PushTarget);
        Assert.Null(await host.FindPullRequestAsync(world.Source, new OperationKey("shop-1/pull-request/10"), Token));
    }

    [Fact]
    public async Task Open_AgainOfTheSameBranch_IsRefused()
    {
        await using var world = await StartAsync();
        var host = world.Get<IPullRequestHost>();
        var request = await RequestAsync(world);
        await host.OpenPullRequestAsync(request, Token);

        await Assert.ThrowsAnyAsync<AoException>(async () => await host.OpenPullRequestAsync(request with { Key = new OperationKey("shop-1/pull-request/2") }, Token));
    }

    [Fact]
    public async Task Update_NewerRevisionAndText_KeepsWhatWasNotNamed()
    {
        await using var world = await StartAsync();
        var host = world.Get<IPullRequestHost>();
        var opened = await host.OpenPullRequestAsync(await RequestAsync(world), Token);
        var newer = await world.ChangeAsync(s_session, Branch, "newer\n", Token);

        var changed = await host.UpdatePullRequestAsync(UpdateOf(world, opened) with { Revision = newer, Body = "Other words." }, Token);
        var again = await host.UpdatePullRequestAsync(UpdateOf(world, opened) with { Revision = newer, Body = "Other words." }, Token);
        var read = await host.GetPullRequestAsync(world.Source, opened.Number, Token);

        Assert.Equal((newer, opened.Title, "Other words."), (changed.HeadRevision, changed.Title, changed.Body));
        Assert.Equal((newer, "Other words."), (read.HeadRevision, read.Body));
        Assert.Equal(changed.HeadRevision, again.HeadRevision);
        Assert.Equal(opened.Number, (await host.FindPullRequestAsync(world.Source, s_open, Token))?.Number);
    }

    [Fact]
    public async Task Update_ClosedOrElsewhere()
    {
        await using var world = await StartAsync();
        var host = world.Get<IPullRequestHost>();
        var opened = await host.OpenPullRequestAsync(await RequestAsync(world), Token);

        await Assert.ThrowsAnyAsync<AoException>(async () => await host.UpdatePullRequestAsync(UpdateOf(world, opened) with { HeadBranch = "ao/other", Title = "X" }, Token));
        Assert.Equal(PullRequestState.Closed, (await host.UpdatePullRequestAsync(UpdateOf(world, opened) with { Close = true }, Token)).State);
        Assert.Equal(PullRequestState.Closed, (await host.UpdatePullRequestAsync(UpdateOf(world, opened) with { Close = true }, Token)).State);
        Assert.False((await host.MergeAsync(MergeOf(world, opened), Token)).Merged);
    }

    [Fact]
    public async Task Draft_IsOpenedMarkedReadyAndMergedOnlyThen()
    {
        await using var world = await StartAsync();
        if (!HasDrafts)
        {
            Assert.Skip("The forge has no drafts.");
        }

        var host = world.Get<IPullRequestHost>();
        var opened = await host.OpenPullRequestAsync(await RequestAsync(world) with { IsDraft = true }, Token);
        var refused = await host.MergeAsync(MergeOf(world, opened), Token);
        var ready = await host.UpdatePullRequestAsync(UpdateOf(world, opened) with { IsDraft = false }, Token);

        Assert.True(opened.IsDraft);
        Assert.Equal("A change", opened.Title);
        Assert.False(refused.Merged);
        Assert.False(ready.IsDraft);
        Assert.True((await host.MergeAsync(MergeOf(world, opened), Token)).Merged);
    }

    [Fact]
    public async Task Merge_WrongHeadThenRightThenOnceMore()
    {
        await using var world = await StartAsync();
        var host = world.Get<IPullRequestHost>();
        var opened = await host.OpenPullRequestAsync(await RequestAsync(world), Token);

        var wrong = await host.MergeAsync(MergeOf(world, opened) with { ExpectedRevision = new string('0', 40) }, Token);
        var merged = await host.MergeAsync(MergeOf(world, opened), Token);
        var again = await host.MergeAsync(MergeOf(world, opened), Token);

        Assert.False(wrong.Merged);
        Assert.NotNull(wrong.Reason);
        Assert.True(merged.Merged, merged.Reason);
        Assert.True(again.Merged);
        Assert.Equal((PullRequestState.Merged, PullRequestState.Merged), (merged.PullRequest.State, again.PullRequest.State));
        Assert.Equal(again.PullRequest.MergeRevision, (await world.Scm.InspectAsync(world.Source, Token)).Revision);
    }

    [Fact]
    public async Task Reviews_SameKeyTwice_AreOne()
    {
        await using var world = await StartAsync();
        var opened = await world.Get<IPullRequestHost>().OpenPullRequestAsync(await RequestAsync(world), Token);
        var host = world.Get<IReviewHost>();
        var request = new ReviewRequest { Key = new OperationKey("shop-2/review/1"), Source = world.Source, Number = opened.Number, Author = "shop-2", Verdict = ReviewVerdict.RequestChanges, Revision = opened.HeadRevision, Body = "Not yet." };

        await host.AddReviewAsync(request, Token);
        await host.AddReviewAsync(request, Token);
        await host.AddReviewAsync(request with { Key = new OperationKey("shop-2/review/2"), Verdict = ReviewVerdict.Approve, Body = "Now." }, Token);
        var reviews = await host.ListReviewsAsync(world.Source, opened.Number, Token);

        Assert.Equal([ReviewVerdict.RequestChanges, ReviewVerdict.Approve], reviews.Select(static review => review.Verdict));
        Assert.All(reviews, review => Assert.Equal(opened.HeadRevision, review.Revision));
    }

    [Fact]
    public async Task Threads_BegunAnsweredAndResolved_OnceEach()
    {
        await using var world = await StartAsync();
        var opened = await world.Get<IPullRequestHost>().OpenPullRequestAsync(await RequestAsync(world), Token);
        var host = world.Get<IReviewThreadHost>();
        var begin = new ReviewThreadRequest { Key = new OperationKey("shop-2/thread/1"), Source = world.Source, Number = opened.Number, Author = "shop-2", Revision = opened.HeadRevision, Path = "src/a.txt", Line = 1, Body = "Why?" };

        var thread = await host.AddThreadCommentAsync(begin, Token);
        Assert.Equal(thread.Id, (await host.AddThreadCommentAsync(begin, Token)).Id);
        var answer = begin with { Key = new OperationKey("shop-1/answer/1"), Thread = thread.Id, Body = "Because." };
        await host.AddThreadCommentAsync(answer, Token);
        await host.AddThreadCommentAsync(answer, Token);
        var resolved = await host.ResolveThreadAsync(world.Source, opened.Number, thread.Id, resolved: true, Token);
        await host.ResolveThreadAsync(world.Source, opened.Number, thread.Id, resolved: true, Token);

        Assert.True(resolved.IsResolved);
        var listed = Assert.Single(await host.ListThreadsAsync(world.Source, opened.Number, Token));
        Assert.Equal(("src/a.txt", 1, true), (listed.Path, listed.Line, listed.IsResolved));
        Assert.Equal(["Why?", "Because."], listed.Comments.Select(static comment => comment.Body));
        await Assert.ThrowsAnyAsync<AoException>(async () => await host.ResolveThreadAsync(world.Source, opened.Number, "424242", resolved: true, Token));
    }

    [Fact]
    public async Task Checks_AreOfTheHead()
    {
        await using var world = await StartAsync();
        var opened = await world.Get<IPullRequestHost>().OpenPullRequestAsync(await RequestAsync(world), Token);

        Assert.Equal(opened.HeadRevision, (await world.Get<ICheckHost>().GetChecksAsync(world.Source, opened.Number, Token)).Revision);
    }

    [Fact]
    public async Task Batch_CursorTellsThatNothingHasChanged()
    {
        await using var world = await StartAsync();
        var opened = await world.Get<IPullRequestHost>().OpenPullRequestAsync(await RequestAsync(world), Token);
        var batch = world.Get<IPullRequestBatch>();

        var first = await batch.ReadPullRequestsAsync(world.Source, [opened.Number], null, Token);
        var quiet = await batch.ReadPullRequestsAsync(world.Source, [opened.Number], first.Cursor, Token);
        await world.Get<IPullRequestHost>().UpdatePullRequestAsync(UpdateOf(world, opened) with { Title = "Newer words" }, Token);
        var changed = await batch.ReadPullRequestsAsync(world.Source, [opened.Number], first.Cursor, Token);

        Assert.Equal(opened.Number, Assert.Single(first.Readings!).PullRequest.Number);
        Assert.Null(quiet.Readings);
        Assert.Equal("Newer words", Assert.Single(changed.Readings!).PullRequest.Title);
    }

    [Fact]
    public async Task Issues_CreatedFoundAndUpdated_OnceEach()
    {
        await using var world = await StartAsync();
        var request = new IssueRequest { Key = new OperationKey("shop-1/issue/1"), Source = world.Source, Title = "A fault", Body = "It breaks.", Labels = ["bug"] };

        Assert.Null(await world.Tracker.FindAsync(world.Source, request.Key, Token));
        var made = await world.Tracker.CreateAsync(request, Token);
        Assert.Equal(made.Id, (await world.Tracker.CreateAsync(request, Token)).Id);
        Assert.Equal(made.Id, (await world.Tracker.FindAsync(world.Source, request.Key, Token))?.Id);
        var update = new IssueUpdate { Key = new OperationKey("shop-1/update/1"), Source = world.Source, Id = made.Id, IsOpen = false, Comment = "Done." };
        await world.Tracker.UpdateAsync(update, Token);
        var updated = await world.Tracker.UpdateAsync(update, Token);

        Assert.Equal(("A fault", "It breaks.", false), (updated.Title, updated.Body, updated.IsOpen));
        Assert.Equal(["Done."], updated.Comments.Select(static comment => comment.Text));
        Assert.Equal(["bug"], updated.Labels);
        Assert.Null(await world.Tracker.GetAsync(world.Source, "424242", Token));
    }

    [Fact]
    public async Task Claims_OneOfTwoGetsIt()
    {
        await using var world = await StartAsync();
        var host = world.Get<IClaimHost>();
        var first = new ClaimRequest { Key = new OperationKey("shop-1/claim/1"), Source = world.Source, Resource = "issue/1", Holder = new ClaimHolder("one", s_session) };

        var granted = await host.ClaimAsync(first, Token);
        var refused = await host.ClaimAsync(first with { Key = new OperationKey("shop-2/claim/1"), Holder = new ClaimHolder("two", SessionId.Parse("shop-2")) }, Token);
        await host.ReleaseClaimAsync(world.Source, granted.Claim, Token);

        Assert.True(granted.Granted);
        Assert.False(refused.Granted);
        Assert.Empty(await host.ListClaimsAsync(world.Source, Token));
    }

    private static async Task<PullRequestRequest> RequestAsync(ForgeWorld world) => new()
    {
        Key = s_open,
        Source = world.Source,
        Revision = await world.ChangeAsync(s_session, Branch, "changed\n", Token),
        PushTarget = await world.Get<IForkHost>().GetPushTargetAsync(world.Source, Token),
        HeadBranch = Branch,
        BaseBranch = "main",
        Title = "A change",
        Body = "Why it is made.",
        Session = s_session,
    };

    private static PullRequestUpdate UpdateOf(ForgeWorld world, PullRequest pull) => new() { Key = new OperationKey("shop-1/update/1"), Source = world.Source, Number = pull.Number, PushTarget = pull.PushTarget, HeadBranch = pull.HeadBranch };

    private static MergeRequest MergeOf(ForgeWorld world, PullRequest pull) => new() { Key = new OperationKey("shop-1/merge/1"), Source = world.Source, Number = pull.Number, PushTarget = pull.PushTarget, HeadBranch = pull.HeadBranch, ExpectedRevision = pull.HeadRevision };
}
