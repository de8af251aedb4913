using Ao.Scm;

namespace Ao.Plugins.Git.Tests;

/// <summary>Checks that the host has made and shows on pull requests of the local forge.</summary>
public sealed class PublishedCheckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_OfTheHead_IsShownToEveryHostAndTheNewestStands()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ProposeAsync(rig);
        var before = await rig.Scm.ReadPullRequestsAsync(rig.Source, [1], null, Token);

        await rig.Scm.PublishCheckAsync(Publication(rig, revision, CheckState.Failed, "It takes away 'a'."), Token);
        var first = Assert.Single((await rig.Scm.GetChecksAsync(rig.Source, 1, Token)).Checks);
        await rig.Scm.PublishCheckAsync(Publication(rig, revision, CheckState.Passed, "Nothing was found."), Token);
        await rig.Scm.PublishCheckAsync(Publication(rig, revision, CheckState.Passed, "Nothing was found."), Token);

        Assert.Equal(("ao/alignment", CheckState.Failed, "It takes away 'a'.\n\nAll of it."), (first.Name, first.State, first.Excerpt));
        var again = await rig.NewScmAsync();
        Assert.Equal(CheckState.Passed, Assert.Single((await again.GetChecksAsync(rig.Source, 1, Token)).Checks).State);
        var look = await again.ReadPullRequestsAsync(rig.Source, [1], before.Cursor, Token);
        Assert.Equal("ao/alignment", Assert.Single(Assert.Single(look.Readings!).Checks!.Checks).Name);
    }

    [Fact]
    public async Task Publish_BesideChecksThatRun_BothAreShown()
    {
        await using var rig = await GitRig.StartAsync(new Dictionary<string, string?> { ["Checks:test:Command:0"] = "true" });
        var revision = await ProposeAsync(rig);

        await rig.Scm.PublishCheckAsync(Publication(rig, revision, CheckState.Passed, "Nothing was found."), Token);

        Assert.Equal(["test", "ao/alignment"], (await rig.Scm.GetChecksAsync(rig.Source, 1, Token)).Checks.Select(static check => check.Name));
    }

    [Fact]
    public async Task Publish_OfAnotherRevisionOrUnderABadName_IsRefused()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ProposeAsync(rig);

        var moved = await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.PublishCheckAsync(Publication(rig, new string('a', 40), CheckState.Passed, ""), Token));
        var named = await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.PublishCheckAsync(Publication(rig, revision, CheckState.Passed, "") with { Name = "../x\u001b" }, Token));

        Assert.Contains("by now", moved.Message, StringComparison.Ordinal);
        Assert.Contains("is no name of a check", named.Message, StringComparison.Ordinal);
        Assert.Empty((await rig.Scm.GetChecksAsync(rig.Source, 1, Token)).Checks);
    }

    private static CheckPublication Publication(GitRig rig, string revision, CheckState state, string summary) =>
        new() { Key = new OperationKey("test/publish"), Source = rig.Source, Number = 1, Revision = revision, Name = "ao/alignment", State = state, Summary = summary, Details = "All of it." };

    private static async Task<string> ProposeAsync(GitRig rig)
    {
        var revision = await ForgeTests.ChangeAsync(rig, rig.Scm, 1, ("a.txt", "a"));
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);
        return revision;
    }
}
