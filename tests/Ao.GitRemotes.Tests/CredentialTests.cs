using Ao.Git;
using Ao.Git.Remotes;
using Microsoft.AspNetCore.Http;

namespace Ao.GitRemotes.Tests;

/// <summary>How a credential reaches the remote that it is for, and nothing and nobody else.</summary>
public sealed class CredentialTests
{
    private const string Secret = "ghs_SecretOfTheTest0123456789";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FetchPushAndClaim_OverHttpWithAToken_Work()
    {
        await using var rig = await RemoteRig.StartAsync();
        await using var server = await GitServer.StartAsync(Path.Combine(rig.Root, "forge"));
        server.Token = Secret;
        var host = HostOf(rig, server);
        host.Remotes.Token = Secret;
        var workspace = await host.Scm.OpenWorkspaceAsync(rig.Request(), Token);
        await File.WriteAllTextAsync(Path.Combine(workspace.Path, "a.txt"), "a", Token);
        var revision = (await host.Scm.SnapshotAsync(workspace, Token)).Revision;

        Assert.Null(await host.Get<RemoteBranches>().PublishAsync(rig.Source, revision, "ao/shop-1", published: null, Token));
        var claim = await host.Claims.ClaimAsync(new Scm.ClaimRequest { Key = new OperationKey("claim"), Source = rig.Source, Resource = "issue/1", Holder = new Scm.ClaimHolder("one") }, Token);

        Assert.Equal(revision, await rig.GitAsync(rig.Remote, "rev-parse", "refs/heads/ao/shop-1"));
        Assert.Equal(claim.Claim, Assert.Single(await host.Claims.ListAsync(rig.Source, Token)));
    }

    [Fact]
    public async Task Secret_IsInNoArgumentNoFileAndNoWorkspace()
    {
        await using var rig = await RemoteRig.StartAsync();
        await using var server = await GitServer.StartAsync(Path.Combine(rig.Root, "forge"));
        server.Token = Secret;
        var host = HostOf(rig, server);
        host.Remotes.Token = Secret;
        var workspace = await host.Scm.OpenWorkspaceAsync(rig.Request(), Token);
        var guard = await host.Scm.GetGuardAsync(workspace, Token);
        await host.Scm.RefreshBaseAsync(workspace, Token);

        var encoded = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"x-access-token:{Secret}"));
        Assert.DoesNotContain(host.Runner.Requests, request => request.Command.Arguments.Any(argument => argument.Contains(Secret, StringComparison.Ordinal) || argument.Contains(encoded, StringComparison.Ordinal)));
        Assert.DoesNotContain(guard.Environment.Values, value => value.Contains(encoded, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(rig.Root, "*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1, Token);
            Assert.False(text.Contains(Secret, StringComparison.Ordinal) || text.Contains(encoded, StringComparison.Ordinal), file);
        }

        Assert.DoesNotContain(Secret, RemoteCredential.Basic("x-access-token", Secret).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(encoded, new GitCall("fetch") { Environment = RemoteEnvironment.Of(RemoteAddress.Parse(server.Address + "/x"), RemoteCredential.Basic("x-access-token", Secret), static _ => null) }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        await using var rig = await RemoteRig.StartAsync();
        await using var other = await GitServer.StartAsync(Path.Combine(rig.Root, "forge"));
        await using var server = await GitServer.StartAsync(Path.Combine(rig.Root, "forge"));
        server.Answer = context =>
        {
            context.Response.Headers.Location = other.Address + context.Request.Path + context.Request.QueryString;
            return 301;
        };
        var host = HostOf(rig, server);
        host.Remotes.Token = Secret;

        var error = await Assert.ThrowsAsync<GitException>(async () => await host.Scm.InspectAsync(rig.Source, Token));

        Assert.Contains("the repository is somewhere else", error.Message, StringComparison.Ordinal);
        Assert.Empty(other.Authorizations);
    }

    [Fact]
    public async Task Token_RunOut_IsAskedForAnew()
    {
        await using var rig = await RemoteRig.StartAsync();
        await using var server = await GitServer.StartAsync(Path.Combine(rig.Root, "forge"));
        server.Token = Secret;
        var host = HostOf(rig, server);
        host.Remotes.Token = "old";
        host.Remotes.Tokens.Enqueue(Secret);

        Assert.Equal("main", (await host.Scm.InspectAsync(rig.Source, Token)).BaseBranch);
    }

    [Theory]
    [InlineData(401, typeof(GitException), "refused the credential, or asked for one")]
    [InlineData(403, typeof(GitException), "does not allow it to this credential")]
    [InlineData(404, typeof(GitException), "there is no repository")]
    [InlineData(429, typeof(TransientException), "could not be reached")]
    [InlineData(500, typeof(TransientException), "could not be reached")]
    [InlineData(503, typeof(TransientException), "could not be reached")]
    public async Task Read_ServerRefuses_SaysWhatToDo(int status, Type type, string text)
    {
        await using var rig = await RemoteRig.StartAsync();
        await using var server = await GitServer.StartAsync(Path.Combine(rig.Root, "forge"));
        server.Answer = _ => status;
        var host = HostOf(rig, server);
        host.Remotes.Token = Secret;

        var error = await Assert.ThrowsAsync(type, async () => await host.Scm.InspectAsync(rig.Source, Token));

        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "does not allow it to this credential")]
    [InlineData(404, "there is no repository")]
    public async Task Push_NotAllowed_IsRefused(int status, string text)
    {
        await using var rig = await RemoteRig.StartAsync();
        await using var server = await GitServer.StartAsync(Path.Combine(rig.Root, "forge"));
        var host = HostOf(rig, server);
        host.Remotes.Token = Secret;
        var revision = (await host.Scm.InspectAsync(rig.Source, Token)).Revision;
        server.Answer = context => IsPush(context) ? status : null;

        var reason = await host.Get<RemoteBranches>().PublishAsync(rig.Source, revision, "ao/shop-1", published: null, Token);

        Assert.Contains(text, reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", typeof(TransientException))]
    [InlineData("POST", typeof(OutcomeUnknownException))]
    public async Task Push_ServerFails_IsUnknownOnceSomethingWasSent(string method, Type type)
    {
        await using var rig = await RemoteRig.StartAsync();
        await using var server = await GitServer.StartAsync(Path.Combine(rig.Root, "forge"));
        var host = HostOf(rig, server);
        var revision = (await host.Scm.InspectAsync(rig.Source, Token)).Revision;
        server.Answer = context => IsPush(context) && context.Request.Method == method ? 502 : null;

        await Assert.ThrowsAsync(type, async () => await host.Get<RemoteBranches>().PublishAsync(rig.Source, revision, "ao/shop-1", published: null, Token));
    }

    [Fact]
    public async Task Read_NobodyListens_MayBeTriedAgain()
    {
        await using var rig = await RemoteRig.StartAsync();
        string address;
        await using (var server = await GitServer.StartAsync(rig.Root))
        {
            address = server.Address;
        }

        await Assert.ThrowsAsync<TransientException>(async () => await rig.Host(addressOf: location => $"{address}/{location}.git").Scm.InspectAsync(rig.Source, Token));
    }

    private static bool IsPush(HttpContext context) => (context.Request.Path + context.Request.QueryString.Value).Contains("git-receive-pack", StringComparison.Ordinal);

    private static RemoteHost HostOf(RemoteRig rig, GitServer server) => rig.Host(addressOf: location => $"{server.Address}/{location}.git");
}
