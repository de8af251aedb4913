using Ao.Plugins.GitLab.Tests.Stub;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Tests;

public sealed class MergeRequestTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_MarkOfAnother_IsNotBelieved()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var key = new OperationKey("shop-1/pull-request/1");
        fixture.Stub.AddRequest(fixture.Project, author: fixture.Stub.Reviewer).Description = key.Marker;

        Assert.Null(await fixture.Scm.FindPullRequestAsync(fixture.Source, key, Token));

        var own = fixture.Stub.AddRequest(fixture.Project, branch: "other");
        own.Description = $"Text\n\n{key.Marker}";
        Assert.Equal(own.Iid, (await fixture.Scm.FindPullRequestAsync(fixture.Source, key, Token))?.Number);
        Assert.Null(await fixture.Scm.FindPullRequestAsync(fixture.Source, new OperationKey("shop-1/pull-request/2"), Token));
    }

    [Fact]
    public async Task Get_DescribesWhatGitLabTells()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddIssue(fixture.Project, "A fault");
        var request = fixture.Stub.AddRequest(fixture.Project, "Draft: A change");
        request.Description = "Closes #1\n\n<!-- ao-operation: shop-1/pull-request/1 -->";
        request.Closes.Add(1);
        request.MergeError = "the merge\u001b[31m broke";

        var pull = await fixture.Scm.GetPullRequestAsync(fixture.Source, 1, Token);

        Assert.Equal("A change", pull.Title);
        Assert.Equal("Closes #1", pull.Body);
        Assert.True(pull.IsDraft);
        Assert.Equal(fixture.Target, pull.PushTarget);
        Assert.Equal(GitLabFixture.Sha('f'), pull.HeadRevision);
        Assert.Equal(Mergeability.Blocked, pull.Mergeability);
        Assert.Equal("It is a draft.", pull.Obstacles[0]);
        Assert.DoesNotContain('\u001b', pull.Obstacles[1]);
        Assert.Equal(["1"], pull.Issues);
    }

    [Fact]
    public async Task Get_Unknown_SaysSo()
    {
        await using var fixture = await GitLabFixture.StartAsync();

        Assert.Contains("There is no merge request 7", (await Assert.ThrowsAsync<AoException>(async () => await fixture.Scm.GetPullRequestAsync(fixture.Source, 7, Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_TextDraftAndClose_KeepsTheMarkAndRepeatingChangesNothing()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var request = fixture.Stub.AddRequest(fixture.Project);
        request.Description = "Old\n\n<!-- ao-operation: shop-1/pull-request/1 -->";
        var update = UpdateOf(fixture) with { Title = "Newer", Body = "New", IsDraft = true };

        var changed = await fixture.Scm.UpdatePullRequestAsync(update, Token);
        var writes = Writes(fixture);
        var again = await fixture.Scm.UpdatePullRequestAsync(update, Token);

        Assert.Equal(("Newer", "New", true), (changed.Title, changed.Body, changed.IsDraft));
        Assert.Equal("Draft: Newer", request.Title);
        Assert.EndsWith("<!-- ao-operation: shop-1/pull-request/1 -->", request.Description, StringComparison.Ordinal);
        Assert.Equal(changed.Title, again.Title);
        Assert.Equal(writes, Writes(fixture));

        Assert.False((await fixture.Scm.UpdatePullRequestAsync(UpdateOf(fixture) with { IsDraft = false }, Token)).IsDraft);
        Assert.Equal(PullRequestState.Closed, (await fixture.Scm.UpdatePullRequestAsync(UpdateOf(fixture) with { Close = true }, Token)).State);
        Assert.Equal(PullRequestState.Closed, (await fixture.Scm.UpdatePullRequestAsync(UpdateOf(fixture) with { Close = true }, Token)).State);
    }

    [Fact]
    public async Task Update_Elsewhere_IsRefused()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);

        await Assert.ThrowsAsync<AoException>(async () => await fixture.Scm.UpdatePullRequestAsync(UpdateOf(fixture) with { Title = "X", HeadBranch = "other" }, Token));
        await Assert.ThrowsAsync<AoException>(async () => await fixture.Scm.UpdatePullRequestAsync(UpdateOf(fixture) with { Title = "X", PushTarget = "https://gitlab.com/other/shop" }, Token));
        Assert.Equal(0, Writes(fixture));
    }

    [Theory]
    [InlineData(MergeMethod.Merge, "merge", "default_off", true)]
    [InlineData(MergeMethod.Merge, "rebase_merge", "default_on", true)]
    [InlineData(MergeMethod.Merge, "ff", "default_off", false)]
    [InlineData(MergeMethod.Merge, "merge", "always", false)]
    [InlineData(MergeMethod.Squash, "merge", "default_off", true)]
    [InlineData(MergeMethod.Squash, "ff", "always", true)]
    [InlineData(MergeMethod.Squash, "merge", "never", false)]
    [InlineData(MergeMethod.Rebase, "ff", "default_off", true)]
    [InlineData(MergeMethod.Rebase, "merge", "default_off", false)]
    [InlineData(MergeMethod.Rebase, "rebase_merge", "default_off", false)]
    public async Task Merge_Method_IsDoneOrRefusedWithAReason(MergeMethod method, string setting, string squash, bool merges)
    {
        await using var fixture = await GitLabFixture.StartAsync();
        (fixture.Project.MergeMethod, fixture.Project.SquashOption) = (setting, squash);
        fixture.Stub.AddRequest(fixture.Project);

        var result = await fixture.Scm.MergeAsync(MergeOf(fixture) with { Method = method }, Token);

        Assert.Equal(merges, result.Merged);
        Assert.Equal(merges, result.Reason is null);
        Assert.Equal(merges, result.PullRequest.MergeRevision is not null);
        Assert.Equal(merges ? 1 : 0, Writes(fixture));
    }

    [Fact]
    public async Task Merge_Twice_ReportsItMerged()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);

        Assert.True((await fixture.Scm.MergeAsync(MergeOf(fixture), Token)).Merged);
        Assert.True((await fixture.Scm.MergeAsync(MergeOf(fixture), Token)).Merged);
        Assert.Equal(1, Writes(fixture));
    }

    [Fact]
    public async Task Merge_WrongHeadDraftClosedOrElsewhere_IsRefusedWithoutAsking()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var request = fixture.Stub.AddRequest(fixture.Project);

        Assert.Contains("Its head is", (await fixture.Scm.MergeAsync(MergeOf(fixture) with { ExpectedRevision = GitLabFixture.Sha('e') }, Token)).Reason, StringComparison.Ordinal);
        Assert.Contains("Read it again", (await fixture.Scm.MergeAsync(MergeOf(fixture) with { HeadBranch = "x" }, Token)).Reason, StringComparison.Ordinal);
        request.Title = "Draft: x";
        Assert.Contains("draft", (await fixture.Scm.MergeAsync(MergeOf(fixture), Token)).Reason, StringComparison.Ordinal);
        request.State = "closed";
        Assert.Contains("closed", (await fixture.Scm.MergeAsync(MergeOf(fixture), Token)).Reason, StringComparison.Ordinal);
        Assert.Equal(0, Writes(fixture));
    }

    [Fact]
    public async Task Merge_HeadMovesMeanwhile_ReportsTheNewerHead()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);
        fixture.Stub.Instead = (call, _) =>
        {
            if (call.Method == "PUT")
            {
                fixture.Project.Branches["feature"] = GitLabFixture.Sha('e');
            }

            return Task.FromResult(false);
        };

        var result = await fixture.Scm.MergeAsync(MergeOf(fixture), Token);

        Assert.False(result.Merged);
        Assert.Contains(GitLabFixture.Sha('e'), result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("discussions_not_resolved", "threads")]
    [InlineData("not_approved", "approved")]
    [InlineData("need_rebase", "rebased")]
    public async Task Merge_Blocked_SaysWhatKeepsIt(string status, string says)
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project).Status = status;

        var result = await fixture.Scm.MergeAsync(MergeOf(fixture), Token);

        Assert.False(result.Merged || result.IsQueued);
        Assert.Contains(says, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_PipelineRunsOrTrain_IsQueuedOnce()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);
        fixture.Stub.AddPipeline(fixture.Project, GitLabFixture.Sha('f'), "running");

        var waiting = await fixture.Scm.MergeAsync(MergeOf(fixture), Token);
        var again = await fixture.Scm.MergeAsync(MergeOf(fixture), Token);

        Assert.True(waiting is { IsQueued: true, Merged: false } && again is { IsQueued: true });
        Assert.Equal(1, Writes(fixture));

        await using var trains = await GitLabFixture.StartAsync();
        trains.Project.HasTrains = true;
        trains.Stub.AddRequest(trains.Project);
        Assert.True((await trains.Scm.MergeAsync(MergeOf(trains), Token)).IsQueued);
        Assert.Contains(trains.Stub.Calls, call => call.Contains("merge_trains", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Merge_AnswerLost_IsUnknownAndReadBackAsMerged()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);
        fixture.Stub.LosesAnswerTo = static call => call.Method == "PUT";

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await fixture.Scm.MergeAsync(MergeOf(fixture), Token));

        Assert.True((await fixture.Scm.MergeAsync(MergeOf(fixture), Token)).Merged);
        Assert.Equal(1, Writes(fixture));
    }

    internal static int Writes(GitLabFixture fixture) => fixture.Stub.Calls.Count(static call => !call.StartsWith("GET", StringComparison.Ordinal) && !call.EndsWith("graphql", StringComparison.Ordinal));

    private static PullRequestUpdate UpdateOf(GitLabFixture fixture) => new() { Key = new OperationKey("shop-1/update/1"), Source = fixture.Source, Number = 1, PushTarget = fixture.Target, HeadBranch = "feature" };

    private static MergeRequest MergeOf(GitLabFixture fixture) => new() { Key = new OperationKey("shop-1/merge/1"), Source = fixture.Source, Number = 1, PushTarget = fixture.Target, HeadBranch = "feature", ExpectedRevision = GitLabFixture.Sha('f') };
}
