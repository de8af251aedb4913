using Ao.Scm;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Git.Tests;

public sealed class InputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Inspect_GoodSource_TellsBranchRevisionAndUncommittedChanges()
    {
        await using var rig = await GitRig.StartAsync();
        var clean = await rig.Scm.InspectAsync(rig.Source, Token);
        await GitRig.WriteAsync(rig.SourcePath, "README.md", "dirty\n");

        var dirty = await rig.Scm.InspectAsync(rig.Source, Token);

        Assert.Equal("main", clean.BaseBranch);
        Assert.Equal(await rig.GitAsync(rig.SourcePath, "rev-parse", "HEAD"), clean.Revision);
        Assert.Empty(clean.Warnings);
        Assert.Contains("uncommitted", Assert.Single(dirty.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_BareSource_IsGood()
    {
        await using var rig = await GitRig.StartAsync();
        var bare = Path.Combine(rig.Root, "bare.git");
        await rig.GitAsync(rig.Root, "clone", "--quiet", "--bare", rig.SourcePath, bare);
        var source = rig.Source with { Location = bare };

        var info = await rig.Scm.InspectAsync(source, Token);
        var workspace = await rig.Scm.OpenWorkspaceAsync(rig.Request() with { Source = source }, Token);

        Assert.Equal(info.Revision, workspace.BaseRevision);
    }

    [Fact]
    public async Task Inspect_PathMissing_SaysSo() => await FailsAsync(static rig => rig.Source with { Location = Path.Combine(rig.Root, "nowhere") }, "not there");

    [Fact]
    public async Task Inspect_NoRepository_SaysSo() => await FailsAsync(static rig => rig.Source with { Location = rig.Home }, "not a git repository");

    [Fact]
    public async Task Inspect_FolderWithinARepository_SaysSo() => await FailsAsync(static rig => rig.Source with { Location = Path.Combine(rig.SourcePath, "src") }, "top folder");

    [Fact]
    public async Task Inspect_UnknownBaseBranch_NamesIt() => await FailsAsync(static rig => rig.Source with { BaseBranch = "develop" }, "develop");

    [Fact]
    public async Task Inspect_HostileBaseBranch_IsRefused() => await FailsAsync(static rig => rig.Source with { BaseBranch = "--upload-pack=touch x" }, "cannot be a branch name");

    [Fact]
    public async Task Inspect_EmptyRepository_SaysSo()
    {
        await using var rig = await GitRig.StartAsync(withCommit: false);

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.InspectAsync(rig.Source, Token));

        Assert.Contains("no commit yet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_DetachedHead_NeedsABaseBranch()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.GitAsync(rig.SourcePath, "checkout", "--quiet", "--detach");

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.InspectAsync(rig.Source, Token));
        var named = await rig.Scm.InspectAsync(rig.Source with { BaseBranch = "main" }, Token);

        Assert.Contains("detached", error.Message, StringComparison.Ordinal);
        Assert.Equal("main", named.BaseBranch);
    }

    [Theory]
    [InlineData("/nowhere/git", "was not found")]
    [InlineData("2.20.1", "too old")]
    [InlineData("2.39.3", "2.39.4")]
    [InlineData("2.45.0", "2.45.1")]
    [InlineData("nonsense", "did not answer")]
    public async Task Inspect_GitMissingOrOld_SaysWhatToInstall(string program, string expected)
    {
        await using var rig = await GitRig.StartAsync();
        if (!Path.IsPathRooted(program))
        {
            var script = Path.Combine(rig.Root, "git-stub");
            await File.WriteAllTextAsync(script, $"#!/bin/sh\necho 'git version {program}'\n", Token);
            await new Commands.CommandRunner(TimeProvider.System).RunAsync(new Commands.CommandRequest { Command = new Commands.CommandLine("chmod", "755", script) }, Token);
            program = script;
        }

        var scm = await rig.NewScmAsync(new Dictionary<string, string?> { ["Program"] = program });
        var error = await Assert.ThrowsAsync<AoException>(async () => await scm.InspectAsync(rig.Source, Token));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-x")]
    [InlineData("--upload-pack=touch x")]
    [InlineData("a..b")]
    [InlineData("a@{1}")]
    [InlineData("@")]
    [InlineData("HEAD")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    [InlineData("a\u0000b")]
    [InlineData("a\u001bb")]
    [InlineData("a\u202eb")]
    [InlineData("a~b")]
    [InlineData("a^b")]
    [InlineData("a:b")]
    [InlineData("a?b")]
    [InlineData("a*b")]
    [InlineData("a[b")]
    [InlineData("a\\b")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData(".a")]
    [InlineData("a/.b")]
    [InlineData("a.lock")]
    [InlineData("a.lock/b")]
    [InlineData("a.")]
    [InlineData("../../etc")]
    public async Task Open_BadBranchName_OneClearErrorNothingMade(string branch)
    {
        await using var rig = await GitRig.StartAsync(withCommit: false);

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.OpenWorkspaceAsync(rig.Request() with { Branch = branch }, Token));

        Assert.Contains("branch name", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.False(Directory.Exists(Path.Combine(rig.DataFolder, "projects")));
    }

    [Theory]
    [InlineData("a;rm${IFS}-rf")]
    [InlineData("$(touch${IFS}pwned)")]
    [InlineData("ü/日本")]
    [InlineData("a'\"b")]
    public async Task Open_StrangeButLegalBranch_WorksThroughToTheMerge(string branch)
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.Scm.OpenWorkspaceAsync(rig.Request() with { Branch = branch }, Token);
        await GitRig.WriteAsync(workspace.Path, "a.txt", "a");
        var snapshot = await rig.Scm.SnapshotAsync(workspace, Token);

        await rig.Scm.OpenPullRequestAsync(rig.Proposal(snapshot.Revision, branch: branch), Token);
        var result = await rig.Scm.MergeAsync(ForgeTests.Merge(rig, 1, snapshot.Revision) with { HeadBranch = branch }, Token);

        Assert.True(result.Merged, result.Reason);
        Assert.Equal(snapshot.Revision, await rig.GitAsync(rig.SourcePath, "rev-parse", $"refs/heads/{branch}"));
    }

    [Fact]
    public async Task Options_CheckWithoutCommand_IsRefusedByName()
    {
        await using var rig = await GitRig.StartAsync();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => rig.NewScmAsync(new Dictionary<string, string?> { ["Checks:lint:Timeout"] = "00:01:00" }));

        Assert.Contains("The check 'lint' has no command.", error.Message, StringComparison.Ordinal);
    }

    private static async Task FailsAsync(Func<GitRig, ProjectSource> source, string expected)
    {
        await using var rig = await GitRig.StartAsync();

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.InspectAsync(source(rig), Token));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
