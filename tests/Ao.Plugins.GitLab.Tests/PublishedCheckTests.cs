using Ao.Plugins.GitLab.Tests.Stub;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Tests;

/// <summary>Checks that the host has made, as commit statuses.</summary>
public sealed class PublishedCheckTests
{
    private const string Posted = "POST projects/";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CheckState.Passed, "success")]
    [InlineData(CheckState.Failed, "failed")]
    [InlineData(CheckState.Pending, "pending")]
    public async Task PublishCheck_OfTheHead_IsAStatusAndAmongTheChecks(CheckState state, string word)
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);

        var check = await fixture.Scm.PublishCheckAsync(Publication(fixture, state), Token);

        Assert.Equal(("ao/alignment", state, "It takes away 'a'."), (check.Name, check.State, check.Excerpt));
        Assert.Equal(word, (string?)Assert.Single(fixture.Project.Statuses[GitLabFixture.Sha('f')])["status"]);
        var seen = Assert.Single((await fixture.Scm.GetChecksAsync(fixture.Source, 1, Token)).Checks);
        Assert.Equal(("ao/alignment", state), (seen.Name, seen.State));
    }

    [Theory]
    [InlineData(CheckState.Passed)]
    [InlineData(CheckState.Pending)]
    public async Task PublishCheck_SameAgain_ChangesNothing(CheckState state)
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);

        await fixture.Scm.PublishCheckAsync(Publication(fixture, state), Token);
        var again = await fixture.Scm.PublishCheckAsync(Publication(fixture, state), Token);

        Assert.Equal(state, again.State);
        Assert.Equal(1, PostsOf(fixture));
    }

    [Fact]
    public async Task PublishCheck_NewerResult_TakesThePlaceOfTheOlder()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);

        await fixture.Scm.PublishCheckAsync(Publication(fixture, CheckState.Passed), Token);
        await fixture.Scm.PublishCheckAsync(Publication(fixture, CheckState.Failed), Token);

        var seen = Assert.Single((await fixture.Scm.GetChecksAsync(fixture.Source, 1, Token)).Checks);
        Assert.Equal(CheckState.Failed, seen.State);
    }

    [Fact]
    public async Task PublishCheck_AnswerLost_RepeatingMakesNoOther()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);
        fixture.Stub.LosesAnswerTo = static call => call.Method == "POST";

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await fixture.Scm.PublishCheckAsync(Publication(fixture, CheckState.Failed), Token));
        await fixture.Scm.PublishCheckAsync(Publication(fixture, CheckState.Failed), Token);

        Assert.Equal(1, PostsOf(fixture));
    }

    [Fact]
    public async Task PublishCheck_HeadHasAPipeline_JoinsIt()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);
        fixture.Stub.AddJob(fixture.Stub.AddPipeline(fixture.Project, GitLabFixture.Sha('f'), reference: "refs/merge-requests/1/head"), "build");
        fixture.Project.Branches["feature"] = GitLabFixture.Sha('f');
        StubCall? sent = null;
        fixture.Stub.LosesAnswerTo = call =>
        {
            sent = call.Method == "POST" ? call : sent;
            return false;
        };

        await fixture.Scm.PublishCheckAsync(Publication(fixture, CheckState.Passed), Token);

        Assert.Equal((fixture.Project.Pipelines[0].Id, null), ((long?)sent!.Body["pipeline_id"], (string?)sent.Body["ref"]));
        Assert.Equal(["ao/alignment", "build"], (await fixture.Scm.GetChecksAsync(fixture.Source, 1, Token)).Checks.Select(static check => check.Name));
    }

    [Fact]
    public async Task PublishCheck_OfAnotherRevision_IsRefused()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddRequest(fixture.Project);

        var refused = await Assert.ThrowsAsync<AoException>(async () => await fixture.Scm.PublishCheckAsync(Publication(fixture, CheckState.Failed) with { Revision = GitLabFixture.Sha('9') }, Token));

        Assert.Contains("by now", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, PostsOf(fixture));
    }

    private static int PostsOf(GitLabFixture fixture) => fixture.Stub.Calls.Count(static call => call.StartsWith(Posted, StringComparison.Ordinal) && call.Contains("/statuses/", StringComparison.Ordinal));

    private static CheckPublication Publication(GitLabFixture fixture, CheckState state) =>
        new() { Key = new OperationKey("shop-1/alignment/check/1"), Source = fixture.Source, Number = 1, Revision = GitLabFixture.Sha('f'), Name = "ao/alignment", State = state, Summary = "It takes away 'a'." };
}
