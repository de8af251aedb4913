using Ao.Scm;

namespace Ao.Plugins.GitLab.Tests;

public sealed class LookTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(35, 1)]
    [InlineData(100, 1)]
    [InlineData(250, 3)]
    public async Task Read_NothingHasChanged_CostsOneRequestForEachHundred(int count, int requests)
    {
        await using var fixture = await GitLabFixture.StartAsync();
        for (var number = 1; number <= count; number++)
        {
            fixture.Project.Branches[$"feature-{number}"] = GitLabFixture.Sha('f');
            fixture.Stub.AddRequest(fixture.Project, branch: $"feature-{number}");
        }

        int[] numbers = [.. Enumerable.Range(1, count)];
        var first = await fixture.Scm.ReadPullRequestsAsync(fixture.Source, numbers, cancellationToken: Token);
        fixture.Stub.Calls.Clear();
        var second = await fixture.Scm.ReadPullRequestsAsync(fixture.Source, numbers, first.Cursor, Token);

        Assert.Equal(count, first.Readings!.Count);
        Assert.All(first.Readings, reading => Assert.Equal(GitLabFixture.Sha('a'), reading.BaseRevision));
        Assert.Null(second.Readings);
        Assert.Equal(first.Cursor, second.Cursor);
        Assert.Equal(requests, fixture.Stub.Calls.Count);
    }

    [Fact]
    public async Task Read_OneHasChanged_ReadsThatOneAlone()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Project.Branches["other"] = GitLabFixture.Sha('e');
        var changing = fixture.Stub.AddRequest(fixture.Project);
        fixture.Stub.AddRequest(fixture.Project, branch: "other");
        var first = await fixture.Scm.ReadPullRequestsAsync(fixture.Source, [1, 2, 99], cancellationToken: Token);
        fixture.Stub.Calls.Clear();
        fixture.Stub.AddDiscussion(changing, fixture.Stub.Reviewer, "Why?");

        var second = await fixture.Scm.ReadPullRequestsAsync(fixture.Source, [1, 2, 99], first.Cursor, Token);

        Assert.Equal(2, first.Readings!.Count);
        Assert.Single(second.Readings!.Single(reading => reading.PullRequest.Number == 1).Threads);
        Assert.DoesNotContain(fixture.Stub.Calls, call => call.Contains("merge_requests/2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_PipelineUnderWay_IsReadEachTimeAndTheRestIsNot()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);
        var pipeline = fixture.Stub.AddPipeline(fixture.Project, GitLabFixture.Sha('f'), "running");
        var job = fixture.Stub.AddJob(pipeline, "test", "running");
        var first = await fixture.Scm.ReadPullRequestsAsync(fixture.Source, [1], cancellationToken: Token);
        fixture.Stub.Calls.Clear();
        job.Status = "failed";

        var second = await fixture.Scm.ReadPullRequestsAsync(fixture.Source, [1], first.Cursor, Token);
        var third = await fixture.Scm.ReadPullRequestsAsync(fixture.Source, [1], second.Cursor, Token);

        Assert.Equal(CheckState.Pending, first.Readings![0].Checks!.State);
        Assert.Equal(CheckState.Failed, second.Readings![0].Checks!.State);
        Assert.Null(third.Readings);
        Assert.DoesNotContain(fixture.Stub.Calls, call => call.EndsWith("discussions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_BaseMovesOrMergeOrHead_IsSeen()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var request = fixture.Stub.AddRequest(fixture.Project);
        var first = await fixture.Scm.ReadPullRequestsAsync(fixture.Source, [1], cancellationToken: Token);

        fixture.Project.Branches["main"] = GitLabFixture.Sha('1');
        var moved = await fixture.Scm.ReadPullRequestsAsync(fixture.Source, [1], first.Cursor, Token);
        fixture.Project.Branches["feature"] = GitLabFixture.Sha('2');
        var pushed = await fixture.Scm.ReadPullRequestsAsync(fixture.Source, [1], moved.Cursor, Token);
        request.State = "merged";
        var merged = await fixture.Scm.ReadPullRequestsAsync(fixture.Source, [1], pushed.Cursor, Token);

        Assert.Equal(GitLabFixture.Sha('1'), moved.Readings![0].BaseRevision);
        Assert.Equal(GitLabFixture.Sha('2'), pushed.Readings![0].PullRequest.HeadRevision);
        Assert.Equal(PullRequestState.Merged, merged.Readings![0].PullRequest.State);
    }

    [Theory]
    [InlineData("""{"data":{"project":null}}""", "may not see it")]
    [InlineData("""{"data":null,"errors":[{"message":"Field 'x' doesn't exist"}]}""", "doesn't exist")]
    [InlineData("""{"data":{"project":{"mergeRequests":{"nodes":[]}}},"errors":[{"message":"Query has complexity of 300"}]}""", "complexity")]
    public async Task Read_GraphQlSaysNo_SoItIsTold(string body, string says)
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.Instead = async (call, context) =>
        {
            if (call.Path is not ["graphql"])
            {
                return false;
            }

            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body));
            return true;
        };

        var error = await Assert.ThrowsAsync<AoException>(async () => await fixture.Scm.ReadPullRequestsAsync(fixture.Source, [1], cancellationToken: Token));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }
}
