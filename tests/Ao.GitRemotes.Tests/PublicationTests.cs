using Ao.Commands;
using Ao.Git;
using Ao.Git.Remotes;
using Ao.Scm;

namespace Ao.GitRemotes.Tests;

/// <summary>Publishing to a repository elsewhere.</summary>
public sealed class PublicationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_WhatAnAgentPushed_IsOnTheRemoteAndNowhereElse()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        var workspace = await host.Scm.OpenWorkspaceAsync(rig.Request(), Token);
        var revision = await rig.CommitIn(workspace.Path, "work", ("a.txt", "a"));
        await rig.GitAsync(workspace.Path, "push", "--quiet", "origin", "HEAD");
        Assert.Equal("", await rig.GitAsync(rig.Remote, "for-each-ref", "refs/heads/ao"));
        var pushed = Assert.Single((await host.Scm.ReadPushesAsync(workspace, Token)).References);

        var published = await host.Scm.PublishAsync(RequestOf(rig, pushed.Revision!), Token);

        Assert.Equal(revision, published);
        Assert.Equal(revision, await rig.GitAsync(rig.Remote, "rev-parse", "refs/heads/ao/shop-1"));
        Assert.Equal(revision, await host.Scm.FindPublishedAsync(rig.Source, "team/shop", "ao/shop-1", Token));
        Assert.Null(await host.Scm.FindPublishedAsync(rig.Source, "team/shop", "ao/shop-2", Token));
    }

    [Fact]
    public async Task Publish_OtherTarget_IsRefused()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        var revision = await ChangeAsync(rig, host);
        host.Remotes.Target = "someone/shop";

        var error = await Assert.ThrowsAsync<AoException>(async () => await host.Scm.PublishAsync(RequestOf(rig, revision), Token));

        Assert.Contains("is 'someone/shop' by now", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_RewrittenByItself_GivesWayAndAgainstOthersDoesNot()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        var branches = host.Get<RemoteBranches>();
        var first = await ChangeAsync(rig, host);
        Assert.Null(await branches.PublishAsync(rig.Source, first, "ao/shop-1", published: null, Token));
        var control = await host.ControlAsync(rig.Source);
        var rewritten = await SiblingAsync(rig, control, first, "rewritten");

        Assert.Null(await branches.PublishAsync(rig.Source, rewritten, "ao/shop-1", published: null, Token));
        Assert.Equal(rewritten, await rig.GitAsync(rig.Remote, "rev-parse", "refs/heads/ao/shop-1"));

        // Somebody else adds to it: now nothing may be lost.
        await rig.GitAsync(rig.Clone, "fetch", "--quiet", "origin", "ao/shop-1");
        await rig.GitAsync(rig.Clone, "checkout", "--quiet", "-b", "ao/shop-1", "FETCH_HEAD");
        var others = await rig.CommitAsync("others", ("others.txt", "o"));
        var again = await SiblingAsync(rig, control, first, "again");
        foreach (var published in new[] { null, rewritten })
        {
            Assert.Contains("nothing is pushed by force", await branches.PublishAsync(rig.Source, again, "ao/shop-1", published, Token), StringComparison.Ordinal);
        }

        Assert.Equal(others, await rig.GitAsync(rig.Remote, "rev-parse", "refs/heads/ao/shop-1"));
    }

    [Fact]
    public async Task Publish_AgainAfterItArrivedUnseen_IsDone()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        var branches = host.Get<RemoteBranches>();
        var first = await ChangeAsync(rig, host);
        await branches.PublishAsync(rig.Source, first, "ao/shop-1", published: null, Token);
        var second = await SiblingAsync(rig, await host.ControlAsync(rig.Source), first, "second");
        host.Runner.Then = static (request, result) => request.Command.Arguments[0] == "push" ? new CommandResult { ExitCode = 128, Output = "", Error = "fatal: the remote end hung up unexpectedly" } : result;

        var error = await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await branches.PublishAsync(rig.Source, second, "ao/shop-1", first, Token));
        host.Runner.Then = static (_, result) => result;

        Assert.Contains("broke off", error.Message, StringComparison.Ordinal);
        Assert.Equal(second, await rig.GitAsync(rig.Remote, "rev-parse", "refs/heads/ao/shop-1"));
        Assert.Null(await branches.PublishAsync(rig.Source, second, "ao/shop-1", first, Token));
    }

    [Fact]
    public async Task Publish_HookRefuses_GivesItsWords()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        var revision = await ChangeAsync(rig, host);
        var hook = Path.Combine(rig.Remote, "hooks", "pre-receive");
        await File.WriteAllTextAsync(hook, "#!/bin/sh\necho 'GH006: Protected branch update failed' >&2; exit 1\n", Token);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var reason = await host.Get<RemoteBranches>().PublishAsync(rig.Source, revision, "ao/shop-1", published: null, Token);

        Assert.Contains("GH006: Protected branch update failed", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_TimeRunsOut_IsUnknown()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        var revision = await ChangeAsync(rig, host);
        host.Runner.Answer = static request => request.Command.Arguments[0] == "push" ? new CommandResult { ExitCode = 137, Output = "", Error = "", TimedOut = true } : null;

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await host.Get<RemoteBranches>().PublishAsync(rig.Source, revision, "ao/shop-1", published: null, Token));
    }

    [Fact]
    public async Task Publish_RevisionThatIsNowhere_IsRefused()
    {
        await using var rig = await RemoteRig.StartAsync();

        var reason = await rig.Host().Get<RemoteBranches>().PublishAsync(rig.Source, new string('a', 40), "ao/shop-1", published: null, Token);

        Assert.Contains("is not known here", reason, StringComparison.Ordinal);
    }

    private static PublishRequest RequestOf(RemoteRig rig, string revision) => new()
    {
        Key = new OperationKey("shop-1/push/1"),
        Source = rig.Source,
        Session = new SessionId("shop", 1),
        Revision = revision,
        Branch = "ao/shop-1",
        PushTarget = rig.Source.Location,
    };

    private static async Task<string> ChangeAsync(RemoteRig rig, RemoteHost host)
    {
        var workspace = await host.Scm.OpenWorkspaceAsync(rig.Request(), Token);
        await File.WriteAllTextAsync(Path.Combine(workspace.Path, "a.txt"), "a", Token);
        return (await host.Scm.SnapshotAsync(workspace, Token)).Revision;
    }

    /// <summary>Makes a commit that does not contain the given one.</summary>
    private static async Task<string> SiblingAsync(RemoteRig rig, ControlRepository control, string revision, string message)
    {
        Assert.Equal("team/shop", rig.Source.Location);
        var parent = await control.ReadAsync(Token, "rev-parse", $"{revision}^");
        return await control.CommitAsync($"{revision}^{{tree}}", [parent], message, DateTimeOffset.UnixEpoch, Token);
    }
}
