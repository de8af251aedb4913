using Ao.Git.Remotes;
using Ao.Plugins.GitLab.Tests.Stub;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Tests;

/// <summary>What goes over git, to real repositories.</summary>
public sealed class GitTests
{
    private static readonly SessionId s_session = SessionId.Parse("shop-1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_PushTargetIsAFork_PublishesThereAndProposesToTheSource()
    {
        await using var world = await GitLabWorld.StartAsync();
        var fork = world.Fixture.Stub.AddProject("ao/shop", world.Fixture.Project);
        await GitLabWorld.GitAsync("clone", "--quiet", "--bare", world.RepositoryOf("group/shop"), world.RepositoryOf("ao/shop"));
        var host = world.Get<IForkHost>();
        await host.SetPushTargetAsync(world.Source, "ao/shop", Token);

        var opened = await world.Fixture.Scm.OpenPullRequestAsync(await RequestAsync(world, await host.GetPushTargetAsync(world.Source, Token)), Token);
        var newer = await world.ChangeAsync(s_session, "ao/shop-1", "newer\n", Token);
        var updated = await world.Fixture.Scm.UpdatePullRequestAsync(UpdateOf(world, opened) with { Revision = newer }, Token);

        Assert.EndsWith("/ao/shop", opened.PushTarget, StringComparison.Ordinal);
        Assert.Equal(opened.PushTarget, updated.PushTarget);
        Assert.Equal(fork, Assert.Single(world.Fixture.Project.Requests).Source);
        Assert.Equal(newer, await GitLabWorld.GitAsync("-C", world.RepositoryOf("ao/shop"), "rev-parse", "refs/heads/ao/shop-1"));
        Assert.Equal("", await GitLabWorld.GitAsync("-C", world.RepositoryOf("group/shop"), "for-each-ref", "refs/heads/ao"));
    }

    [Fact]
    public async Task Open_PushTargetHasChangedSince_IsRefusedBeforeAnythingIsPublished()
    {
        await using var world = await GitLabWorld.StartAsync();

        await Assert.ThrowsAsync<AoException>(async () => await world.Fixture.Scm.OpenPullRequestAsync(await RequestAsync(world, "https://gitlab.com/other/shop"), Token));

        Assert.Equal("", await GitLabWorld.GitAsync("-C", world.RepositoryOf("group/shop"), "for-each-ref", "refs/heads/ao"));
    }

    [Fact]
    public async Task Update_SomebodyElseHasPushed_OverwritesNothing()
    {
        await using var world = await GitLabWorld.StartAsync();
        var opened = await world.Fixture.Scm.OpenPullRequestAsync(await RequestAsync(world, world.Fixture.Target), Token);
        var repository = world.RepositoryOf("group/shop");
        var theirs = await GitLabWorld.GitAsync("-C", repository, "-c", "user.name=P", "-c", "user.email=p@example.org", "commit-tree", $"{opened.HeadRevision}^{{tree}}", "-p", opened.HeadRevision, "-m", "By a person");
        await GitLabWorld.GitAsync("-C", repository, "update-ref", "refs/heads/ao/shop-1", theirs);
        var newer = await world.ChangeAsync(s_session, "ao/shop-1", "newer\n", Token);

        await Assert.ThrowsAsync<AoException>(async () => await world.Fixture.Scm.UpdatePullRequestAsync(UpdateOf(world, opened) with { Revision = newer }, Token));

        Assert.Equal(theirs, await GitLabWorld.GitAsync("-C", repository, "rev-parse", "refs/heads/ao/shop-1"));
    }

    [Theory]
    [InlineData("https://gitlab.example.org/group/shop.git", true)]
    [InlineData("https://gitlab.example.org:8443/group/shop.git", false)]
    [InlineData("http://gitlab.example.org/group/shop.git", false)]
    [InlineData("https://mirror.example.org/group/shop.git", false)]
    [InlineData("git@gitlab.example.org:group/shop.git", false)]
    [InlineData("file:///srv/group/shop.git", false)]
    public async Task Credential_OnlyForTheServerItself(string address, bool isShown)
    {
        await using var fixture = await GitLabFixture.StartAsync(options => options["Address"] = "https://gitlab.example.org");

        var credential = await fixture.Get<IRemotes>().GetCredentialAsync(fixture.Source, RemoteAddress.Parse(address), refused: null, Token);

        Assert.Equal(isShown, credential is not null);
        Assert.DoesNotContain(StubGitLab.Token, credential?.ToString() ?? "", StringComparison.Ordinal);
    }

    private static async Task<PullRequestRequest> RequestAsync(GitLabWorld world, string target) => new()
    {
        Key = new OperationKey("shop-1/pull-request/1"),
        Source = world.Source,
        Revision = await world.ChangeAsync(s_session, "ao/shop-1", "changed\n", Token),
        PushTarget = target,
        HeadBranch = "ao/shop-1",
        BaseBranch = "main",
        Title = "A change",
    };

    private static PullRequestUpdate UpdateOf(GitLabWorld world, PullRequest pull) => new() { Key = new OperationKey("shop-1/update/1"), Source = world.Source, Number = pull.Number, PushTarget = pull.PushTarget, HeadBranch = pull.HeadBranch };
}
