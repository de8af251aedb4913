using Ao.Scm;

namespace Ao.Plugins.Git.Tests;

/// <summary>What is said of a push that may have happened.</summary>
public sealed class PushOutcomeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_OtherSideDiesAfterItMovedTheBranch_IsUnknownAndDoneOnceAfterwards()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ForgeTests.ChangeAsync(rig, 1, ("a.txt", "a"));
        var hook = await HookAsync(rig, "post-receive", "kill -9 $PPID");

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token));
        Assert.Equal(revision, await rig.GitAsync(rig.SourcePath, "rev-parse", "refs/heads/ao/shop-1"));
        File.Delete(hook);

        Assert.Equal(1, (await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token)).Number);
    }

    [Fact]
    public async Task Open_HookRefuses_IsRefusedForCertain()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ForgeTests.ChangeAsync(rig, 1, ("a.txt", "a"));
        await HookAsync(rig, "pre-receive", "echo not today >&2; exit 1");

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token));

        Assert.Contains("not today", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hash-object")]
    [InlineData("update-ref")]
    public async Task Open_PublishedButNotRecorded_IsUnknown(string command)
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ForgeTests.ChangeAsync(rig, 1, ("a.txt", "a"));
        var scm = await rig.NewScmAsync(runner: new AnsweringRunner(arguments => arguments[0] == command, "fatal: disk full"));

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await scm.OpenPullRequestAsync(rig.Proposal(revision), Token));

        Assert.Equal(revision, await rig.GitAsync(rig.SourcePath, "rev-parse", "refs/heads/ao/shop-1"));
    }

    [Fact]
    public async Task Update_PublishedButNotRecorded_IsUnknown()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        await GitRig.WriteAsync(workspace.Path, "a.txt", "first");
        await rig.Scm.OpenPullRequestAsync(rig.Proposal((await rig.Scm.SnapshotAsync(workspace, Token)).Revision), Token);
        await GitRig.WriteAsync(workspace.Path, "a.txt", "second");
        var second = (await rig.Scm.SnapshotAsync(workspace, Token)).Revision;
        var scm = await rig.NewScmAsync(runner: new AnsweringRunner(static arguments => arguments[0] == "hash-object", "fatal: disk full"));

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await scm.UpdatePullRequestAsync(new PullRequestUpdate { Key = new OperationKey("u"), Source = rig.Source, Number = 1, PushTarget = rig.SourcePath, HeadBranch = "ao/shop-1", Revision = second }, Token));

        Assert.Equal(second, await rig.GitAsync(rig.SourcePath, "rev-parse", "refs/heads/ao/shop-1"));
    }

    [Fact]
    public async Task Merge_PushedButNotRecorded_IsUnknownAndFoundAfterwards()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ForgeTests.ChangeAsync(rig, 1, ("a.txt", "a"));
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);
        var scm = await rig.NewScmAsync(runner: new AnsweringRunner(static arguments => arguments[0] == "hash-object", "fatal: disk full"));

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await scm.MergeAsync(ForgeTests.Merge(rig, 1, revision), Token));

        Assert.Equal(PullRequestState.Merged, (await rig.Scm.GetPullRequestAsync(rig.Source, 1, Token)).State);
    }

    private static async Task<string> HookAsync(GitRig rig, string name, string script)
    {
        await GitRig.WriteAsync(rig.SourcePath, $".git/hooks/{name}", $"#!/bin/sh\n{script}\n");
        var hook = Path.Combine(rig.SourcePath, ".git", "hooks", name);
        await rig.RunAsync("chmod", "755", hook);
        return hook;
    }
}
