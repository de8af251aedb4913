using Ao.Git.Remotes;
using Ao.Plugins.GitHub.Tests.Forge;
using Ao.Scm;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitHub.Tests.Git;

/// <summary>Workspaces, publishing and claims of a repository on GitHub.</summary>
public sealed class ScmTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenPullRequest_OfASessionsWork_PublishesItAndAsksGitHub()
    {
        await using var rig = await ScmRig.StartAsync();
        var scm = await rig.ScmAsync();
        var workspace = await scm.OpenWorkspaceAsync(new WorkspaceRequest { Source = rig.Source, Session = new SessionId("shop", 1), Branch = "ao/shop-1" }, Token);
        await File.WriteAllTextAsync(Path.Combine(workspace.Path, "a.txt"), "a", Token);
        var revision = (await scm.SnapshotAsync(workspace, Token)).Revision;
        rig.Stub.On("GET /repos/o/r/pulls", Json.List());
        rig.Stub.On("POST /repos/o/r/pulls", call => StubReply.Ok(Json.Pull(5, branch: call["head"]!, head: revision), 201));

        var opened = await scm.OpenPullRequestAsync(
            new PullRequestRequest { Key = new OperationKey("shop-1/open"), Source = rig.Source, Revision = revision, PushTarget = await scm.GetPushTargetAsync(rig.Source, Token), HeadBranch = "ao/shop-1", BaseBranch = "main", Title = "A change" },
            Token);

        Assert.Equal((5, rig.Address, revision), (opened.Number, opened.PushTarget, opened.HeadRevision));
        Assert.Equal(revision, await rig.GitAsync(rig.Remote, "rev-parse", "refs/heads/ao/shop-1"));
        Assert.Equal(rig.Source, workspace.Source);
    }

    [Fact]
    public async Task Location_FolderOfAClone_StartsFromTheRemotesBranch()
    {
        await using var rig = await ScmRig.StartAsync();
        var published = await rig.GitAsync(rig.Remote, "rev-parse", "main");
        await rig.CommitAsync("not pushed");
        await rig.GitAsync(rig.Clone, "remote", "set-url", "origin", new Uri(rig.Stub.Address, "o/r.git").AbsoluteUri);
        var source = rig.Source with { Location = rig.Clone };

        var info = await (await rig.ScmAsync()).InspectAsync(source, Token);

        Assert.Equal(("main", published), (info.BaseBranch, info.Revision));
    }

    [Fact]
    public async Task Location_FolderWhoseRemoteIsElsewhere_SaysWhatToGive()
    {
        await using var rig = await ScmRig.StartAsync();

        var error = await Assert.ThrowsAsync<AoException>(async () => await (await rig.ScmAsync()).InspectAsync(rig.Source with { Location = rig.Clone }, Token));

        Assert.Contains("Give it as owner/name", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"permissions":{"push":false}}""", "may not push to o/r")]
    [InlineData("""{"archived":true}""", "is archived")]
    [InlineData("""{"permissions":{"push":true}}""", null)]
    [InlineData("{}", null)]
    public async Task Inspect_TellsWhatWouldKeepWorkFromBeingPublished(string fields, string? warning)
    {
        await using var rig = await ScmRig.StartAsync();
        var repository = Json.Repository("o/r");
        foreach (var (name, value) in Json.Of(fields).AsObject())
        {
            repository[name] = value?.DeepClone();
        }

        rig.Stub.On("GET /repos/o/r", repository);

        var warnings = (await (await rig.ScmAsync()).InspectAsync(rig.Source, Token)).Warnings;

        if (warning is null)
        {
            Assert.Empty(warnings);
        }
        else
        {
            Assert.Contains(warning, Assert.Single(warnings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Inspect_NoSuchRepository_SaysSo()
    {
        await using var rig = await ScmRig.StartAsync();
        rig.Stub.On("GET /repos/o/r", StubReply.Refused(404, "Not Found"));

        var error = await Assert.ThrowsAsync<AoException>(async () => await (await rig.ScmAsync()).InspectAsync(rig.Source, Token));

        Assert.Contains("There is no repository o/r on 127.0.0.1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claim_TwoHosts_OneGetsIt()
    {
        await using var rig = await ScmRig.StartAsync();
        IClaimHost[] hosts = [await rig.ScmAsync(), await rig.ScmAsync()];

        var results = await Task.WhenAll(hosts.Select((host, index) => host.ClaimAsync(new ClaimRequest { Key = new OperationKey($"claim/{index}"), Source = rig.Source, Resource = "issue/1", Holder = new ClaimHolder($"host-{index}") }, Token).AsTask()));

        Assert.Single(results, static result => result.Granted);
        Assert.Single(await hosts[0].ListClaimsAsync(rig.Source, Token));
    }

    [Fact]
    public async Task Credential_GoesToGitHubAndNowhereElse()
    {
        await using var rig = await ScmRig.StartAsync();
        var remotes = (await rig.PluginAsync(new Dictionary<string, string?> { ["GitAddress"] = null })).Services.GetRequiredService<IRemotes>();
        var own = new Uri(rig.Stub.Address, "o/r.git").AbsoluteUri;

        Assert.Equal(own, (await remotes.GetSourceAsync(rig.Source, Token)).Text);
        Assert.Contains(Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"x-access-token:{ForgeRig.Token}")), (await remotes.GetCredentialAsync(rig.Source, RemoteAddress.Parse(own), null, Token))!.Authorization, StringComparison.Ordinal);
        foreach (var other in new[] { "https://github.com/o/r.git", "http://127.0.0.1:1/o/r.git", own.Replace("http:", "https:", StringComparison.Ordinal), "git@github.com:o/r.git", "file:///srv/o/r.git" })
        {
            Assert.Null(await remotes.GetCredentialAsync(rig.Source, RemoteAddress.Parse(other), null, Token));
        }
    }

    [Fact]
    public async Task PushTarget_OfAnotherForge_IsRefused()
    {
        await using var rig = await ScmRig.StartAsync();
        var scm = await rig.ScmAsync();
        await scm.InspectAsync(rig.Source, Token);

        var error = await Assert.ThrowsAsync<AoException>(async () => await scm.FindPublishedAsync(rig.Source, "https://evil.example/o/r.git", "main", Token));

        Assert.Contains("is no repository on", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Git:Program", " ")]
    [InlineData("Git:Timeout", "00:00:00")]
    [InlineData("Git:KeepIgnoredBytes", "-1")]
    [InlineData("Git:Remote", "--exec")]
    [InlineData("GitAddress", "https://mirror.example/shop.git")]
    [InlineData("GitAddress", "https://mirror.example/{owner}.git")]
    [InlineData("WebhookAddress", "not an address")]
    [InlineData("WebhookAddress", "ftp://ao.example/hooks")]
    public async Task Options_ThatCannotBe_AreNamed(string option, string value)
    {
        await using var rig = await ScmRig.StartAsync();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => rig.PluginAsync(new Dictionary<string, string?> { [option] = value }));

        Assert.Contains(option, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(ForgeRig.Token, error.ToString(), StringComparison.Ordinal);
    }
}
