using Ao.Git.Gates;
using Ao.Scm;
using Ao.TestSupport;

namespace Ao.Plugins.Git.Tests;

/// <summary>What agents push: each to a gate of its own, read as data, published only as the session's own branch.</summary>
public sealed class GateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WorkspaceIsolation.Repository)]
    [InlineData(WorkspaceIsolation.Worktree)]
    public async Task Read_TwoSessions_EachSeesItsOwnPushes(WorkspaceIsolation isolation)
    {
        await using var rig = await GitRig.StartAsync();
        var one = await rig.OpenAsync(1, isolation);
        var two = await rig.OpenAsync(2, isolation);
        var pushed = await rig.CommitAsync(one.Path, "one", ("one.txt", "1"));
        await rig.GitAsync(one.Path, "push", "--quiet", "origin", "HEAD");

        var ofOne = Assert.Single((await rig.Scm.ReadPushesAsync(one, Token)).References);
        Assert.Equal(("ao/shop-1", pushed, true), (ofOne.Name, ofOne.Revision, ofOne.IsOwn));
        Assert.Equal(["one.txt"], ofOne.ChangedPaths);
        Assert.Empty((await rig.Scm.ReadPushesAsync(two, Token)).References);
        Assert.DoesNotContain("shop-1", await rig.GitAsync(two.Path, "ls-remote", "origin"), StringComparison.Ordinal);
        Assert.Equal("", await rig.GitAsync(rig.SourcePath, "branch", "--list", "ao/*"));
    }

    [Fact]
    public async Task Read_AfterMorePushesRewindsAndDeletions_IsWhatStandsThere()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        var first = await rig.CommitAsync(workspace.Path, "one", ("one.txt", "1"));
        await rig.GitAsync(workspace.Path, "push", "--quiet", "origin", "HEAD", "HEAD:refs/heads/other", "HEAD:refs/tags/v1");
        Assert.Equal(["ao/shop-1", "other", "refs/tags/v1"], (await rig.Scm.ReadPushesAsync(workspace, Token)).References.Select(static reference => reference.Name));

        await rig.GitAsync(workspace.Path, "commit", "--quiet", "--amend", "-m", "again");
        var amended = await rig.GitAsync(workspace.Path, "rev-parse", "HEAD");
        await rig.GitAsync(Path.Combine(rig.DataFolder, "projects", "shop", "gates", "shop-1.git"), "--git-dir=.", "config", "receive.denyDeleteCurrent", "ignore");
        await rig.GitAsync(workspace.Path, "push", "--quiet", "--force", "origin", "HEAD", ":other", ":main");
        var reading = await rig.Scm.ReadPushesAsync(workspace, Token);

        Assert.NotEqual(first, amended);
        Assert.Equal([("ao/shop-1", amended), ("main", null), ("refs/tags/v1", first)], reading.References.Select(static reference => (reference.Name, reference.Revision)));
    }

    [Fact]
    public async Task Read_TenThousandReferences_IsBoundedAndFindsTheOwn()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        var pushed = await rig.CommitAsync(workspace.Path, "one", ("one.txt", "1"));
        await rig.GitAsync(workspace.Path, "push", "--quiet", "origin", "HEAD");
        var packed = Path.Combine(rig.DataFolder, "projects", "shop", "gates", "shop-1.git", "packed-refs");
        await File.AppendAllLinesAsync(packed, Enumerable.Range(0, 10_000).Select(number => $"{pushed} refs/heads/a{number:00000}"), Token);

        var reading = await rig.Scm.ReadPushesAsync(workspace, Token);

        Assert.False(reading.IsWhole);
        Assert.Equal(101, reading.References.Count);
        Assert.Equal(pushed, Assert.Single(reading.References, static reference => reference.IsOwn).Revision);
        Assert.DoesNotContain("a00000", await rig.GitAsync(rig.Control, "--git-dir=.", "for-each-ref"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadAndPublish_VectorsPlantedInTheGate_StartNothing(bool traced)
    {
        if (traced)
        {
            RequiredTool.Ensure("strace");
        }

        await using var rig = await GitRig.StartAsync();
        var canaries = Directory.CreateDirectory(Path.Combine(rig.Root, "canaries")).FullName;
        var tracing = new TracingRunner(Directory.CreateDirectory(Path.Combine(rig.Root, "traces")).FullName);
        var scm = traced ? await rig.NewScmAsync(runner: tracing) : rig.Scm;
        var workspace = await scm.OpenWorkspaceAsync(rig.Request(), Token);
        var pushed = await rig.CommitAsync(workspace.Path, "one", ("one.txt", "1"));
        await rig.GitAsync(workspace.Path, "push", "--quiet", "origin", "HEAD");
        var gate = Path.Combine(rig.DataFolder, "projects", "shop", "gates", "shop-1.git");
        foreach (var hook in (string[])["pre-receive", "update", "post-receive", "post-update", "reference-transaction", "push-to-checkout", "post-checkout"])
        {
            await PlantAsync(Path.Combine(gate, "hooks", hook), canaries, "hook");
        }

        await PlantAsync(Path.Combine(gate, "trap"), canaries, "setting");
        foreach (var setting in (string[])["uploadpack.packObjectsHook", "core.fsmonitor", "core.alternateRefsCommand", "core.sshCommand", "credential.helper", "core.gitProxy", "remote.origin.uploadpack"])
        {
            await rig.GitAsync(gate, "--git-dir=.", "config", setting, Path.Combine(gate, "trap"));
        }

        Assert.Equal(pushed, Assert.Single((await scm.ReadPushesAsync(workspace, Token)).References).Revision);
        await scm.PublishAsync(rig.Publication(pushed), Token);

        Assert.Empty(Directory.EnumerateFiles(canaries));
        Assert.Equal(pushed, await rig.GitAsync(rig.SourcePath, "rev-parse", "ao/shop-1"));
        Assert.Equal(traced, !tracing.Starts.IsEmpty);
        Assert.DoesNotContain(tracing.Starts, static start => !HostileWorkspaceTests.IsExpected(start));
    }

    [Fact]
    public async Task Read_GateReplacedByALink_IsNotFollowed()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        var gate = Path.Combine(rig.DataFolder, "projects", "shop", "gates", "shop-1.git");
        Directory.Delete(gate, recursive: true);
        Directory.CreateSymbolicLink(gate, Path.Combine(rig.SourcePath, ".git"));

        Assert.Empty((await rig.Scm.ReadPushesAsync(workspace, Token)).References);
    }

    [Fact]
    public async Task Publish_WhatIsNotTheSessionsOwn_IsRefused()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        var pushed = await rig.CommitAsync(workspace.Path, "one", ("one.txt", "1"));
        await rig.GitAsync(workspace.Path, "push", "--quiet", "origin", "HEAD");
        await rig.Scm.ReadPushesAsync(workspace, Token);
        var good = rig.Publication(pushed);

        foreach (var bad in (PublishRequest[])[good with { Branch = "main" }, good with { Branch = "ao/shop-2" }, good with { PushTarget = "/elsewhere" }, good with { Revision = new string('0', 40) }, good with { Revision = "--force" }])
        {
            await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.PublishAsync(bad, Token));
        }

        Assert.Equal("main", await rig.GitAsync(rig.SourcePath, "for-each-ref", "--format=%(refname:short)"));
    }

    [Fact]
    public async Task Publish_RewindsWhatWasPublished_IsRefusedAndThePullRequestTakesItsPlace()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        var first = await rig.CommitAsync(workspace.Path, "one", ("one.txt", "1"));
        await rig.GitAsync(workspace.Path, "push", "--quiet", "origin", "HEAD");
        await rig.Scm.ReadPushesAsync(workspace, Token);
        await rig.Scm.PublishAsync(rig.Publication(first), Token);
        Assert.Equal(first, await rig.Scm.PublishAsync(rig.Publication(first), Token));
        Assert.Equal(first, await rig.Scm.FindPublishedAsync(rig.Source, rig.SourcePath, "ao/shop-1", Token));

        await rig.GitAsync(workspace.Path, "commit", "--quiet", "--amend", "-m", "again");
        await rig.GitAsync(workspace.Path, "push", "--quiet", "--force", "origin", "HEAD");
        var amended = Assert.Single((await rig.Scm.ReadPushesAsync(workspace, Token)).References).Revision!;
        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.PublishAsync(rig.Publication(amended), Token));
        Assert.Contains("nothing is pushed by force", error.Message, StringComparison.Ordinal);

        await rig.Scm.OpenPullRequestAsync(rig.Proposal((await rig.Scm.SnapshotAsync(workspace, Token)).Revision), Token);
        Assert.Equal(amended, await rig.GitAsync(rig.SourcePath, "rev-parse", "ao/shop-1"));
    }

    [Fact]
    public async Task CloseAndRestore_Gate_KeepsWhatWasPushed()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        var pushed = await rig.CommitAsync(workspace.Path, "one", ("one.txt", "1"));
        await rig.GitAsync(workspace.Path, "push", "--quiet", "origin", "HEAD");
        await rig.Scm.CloseWorkspaceAsync(workspace, Token);

        Assert.Equal(pushed, Assert.Single((await rig.Scm.ReadPushesAsync(workspace, Token)).References).Revision);
        await rig.Scm.RestoreWorkspaceAsync(rig.Request(), Token);
        Assert.StartsWith(pushed, await rig.GitAsync(workspace.Path, "ls-remote", "origin", "ao/shop-1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GH_TOKEN", true)]
    [InlineData("gh_enterprise_token", true)]
    [InlineData("GITHUB_TOKEN", true)]
    [InlineData("GITHUB_PAT", true)]
    [InlineData("GH_CONFIG_DIR", true)]
    [InlineData("GITLAB_TOKEN", true)]
    [InlineData("CI_JOB_TOKEN", true)]
    [InlineData("SYSTEM_ACCESSTOKEN", true)]
    [InlineData("GIT_ASKPASS", true)]
    [InlineData("GIT_SSH_COMMAND", true)]
    [InlineData("GIT_CONFIG_COUNT", true)]
    [InlineData("GIT_CONFIG_GLOBAL", true)]
    [InlineData("GITHUB_WORKSPACE", false)]
    [InlineData("GITHUB_PATH", false)]
    [InlineData("GIT_AUTHOR_NAME", false)]
    [InlineData("MY_MODEL_KEY", false)]
    [InlineData("PATH", false)]
    [InlineData("", false)]
    public void IsCredential_Variable_IsKnown(string variable, bool expected) => Assert.Equal(expected, SessionGuards.IsCredential(variable));

    private static async Task PlantAsync(string file, string canaries, string name)
    {
        await GitRig.WriteAsync(Path.GetDirectoryName(file)!, Path.GetFileName(file), $"#!/bin/sh\ntouch '{canaries}/{name}'\nexit 0\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
