using Ao.Commands;
using Ao.Git.Workspaces;
using Ao.Scm;
using Ao.TestSupport;

namespace Ao.Plugins.Git.Tests;

public sealed class HostileWorkspaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, WorkspaceIsolation.Repository, true)]
    [InlineData(false, WorkspaceIsolation.Repository, false)]
    [InlineData(false, WorkspaceIsolation.Worktree, true)]
    [InlineData(false, WorkspaceIsolation.Worktree, false)]
    [InlineData(true, WorkspaceIsolation.Repository, true)]
    [InlineData(true, WorkspaceIsolation.Repository, false)]
    [InlineData(true, WorkspaceIsolation.Worktree, false)]
    public async Task WholeLife_TwelvePlantedVectors_StartNothing(bool traced, WorkspaceIsolation isolation, bool nested)
    {
        if (traced)
        {
            RequiredTool.Ensure("strace");
        }

        // The check uses git in the checkout, as the commands of real checks do.
        var options = new Dictionary<string, string?> { ["Checks:diff:Command:0"] = "git", ["Checks:diff:Command:1"] = "diff", ["Checks:diff:Command:2"] = "HEAD" };
        await using var rig = await GitRig.StartAsync(options);
        var canaries = Directory.CreateDirectory(Path.Combine(rig.Root, "canaries")).FullName;
        var tracing = new TracingRunner(Directory.CreateDirectory(Path.Combine(rig.Root, "traces")).FullName);
        var scm = traced ? await rig.NewScmAsync(options, tracing) : rig.Scm;
        var workspace = await scm.OpenWorkspaceAsync(rig.Request(isolation: isolation), Token);
        await PlantedVectors.PlantAsync(workspace.Path, canaries, Path.Combine(rig.SourcePath, ".git"), nested, Token);
        await GitRig.WriteAsync(workspace.Path, "README.md", "changed\n");
        await GitRig.WriteAsync(workspace.Path, "untracked.txt", "new\n");

        var first = await scm.SnapshotAsync(workspace, Token);
        await GitRig.WriteAsync(workspace.Path, "plain.txt", "again\n");
        var snapshot = await scm.SnapshotAsync(workspace, Token);
        await scm.ListWorkspacesAsync(rig.Source, Token);
        await using (await scm.CheckOutAsync(rig.Source, snapshot.Revision, Token))
        {
            await scm.OpenPullRequestAsync(rig.Proposal(first.Revision), Token);
        }

        await scm.CloseWorkspaceAsync(workspace, Token);
        Assert.Equal(nested, Directory.Exists(Path.Combine(rig.DataFolder, "projects", "shop", "kept", "shop-1")));
        await scm.RestoreWorkspaceAsync(rig.Request(isolation: isolation), Token);
        await scm.UpdatePullRequestAsync(new PullRequestUpdate { Key = new OperationKey("u"), Source = rig.Source, Number = 1, PushTarget = rig.SourcePath, HeadBranch = "ao/shop-1", Revision = snapshot.Revision }, Token);
        await scm.GetPullRequestAsync(rig.Source, 1, Token);
        Assert.Equal(CheckState.Passed, Assert.Single((await scm.GetChecksAsync(rig.Source, 1, Token)).Checks).State);
        var merged = await scm.MergeAsync(ForgeTests.Merge(rig, 1, snapshot.Revision), Token);

        Assert.True(merged.Merged, merged.Reason);
        Assert.Empty(Directory.EnumerateFiles(canaries).Select(Path.GetFileName));
        Assert.Equal("new\n", await File.ReadAllTextAsync(Path.Combine(workspace.Path, "untracked.txt"), Token));
        Assert.Equal("i", await File.ReadAllTextAsync(Path.Combine(workspace.Path, "ignored", "kept.txt"), Token));
        if (traced)
        {
            Assert.True(tracing.Starts.Count > 50, $"only {tracing.Starts.Count} starts seen");
            Assert.DoesNotContain(tracing.Starts, static start => !IsExpected(start));
        }
    }

    [Theory]
    [InlineData(WorkspaceIsolation.Repository)]
    [InlineData(WorkspaceIsolation.Worktree)]
    public async Task PlainGit_EachVector_DoesFire(WorkspaceIsolation isolation)
    {
        await using var rig = await GitRig.StartAsync();
        var canaries = Directory.CreateDirectory(Path.Combine(rig.Root, "canaries")).FullName;
        var workspace = await rig.OpenAsync(isolation: isolation);
        await PlantedVectors.PlantAsync(workspace.Path, canaries, Path.Combine(rig.SourcePath, ".git"), nested: true, Token);

        var duds = new List<string>();
        foreach (var (vector, script) in PlantedVectors.Controls)
        {
            PlantedVectors.Clear(canaries);
            await PlantedVectors.UsePlainGitAsync(script, rig, workspace.Path, Token);
            if (!File.Exists(Path.Combine(canaries, vector)))
            {
                duds.Add(vector);
            }
        }

        Assert.Empty(duds);
    }

    [Fact]
    public async Task Snapshot_Links_AreTakenAsLinksAndNotFollowed()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        await GitRig.WriteAsync(rig.Home, "secret", "outside");
        File.CreateSymbolicLink(Path.Combine(workspace.Path, "out"), Path.Combine(rig.Home, "secret"));
        Directory.CreateSymbolicLink(Path.Combine(workspace.Path, "ignored"), rig.Home);
        Assert.Equal("outside", await File.ReadAllTextAsync(Path.Combine(workspace.Path, "out"), Token));

        var snapshot = await rig.Scm.SnapshotAsync(workspace, Token);
        await rig.Scm.CloseWorkspaceAsync(workspace, Token);

        Assert.StartsWith("120000", await rig.GitAsync(rig.Control, "--git-dir=.", "ls-tree", snapshot.Revision, "out"), StringComparison.Ordinal);
        Assert.Equal(["ignored", "out"], snapshot.ChangedPaths);
        Assert.True(File.Exists(Path.Combine(rig.Home, "secret")));
    }

    [Fact]
    public async Task CloseAndRestore_HostileFileNames_ComeBackByteForByte()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        await ShellAsync(workspace.Path, """
            for name in '-x' '--force' 'a b' ' lead' 'trail ' '"quoted"' "$(printf 'new\nline')" "$(printf 'tab\there')" "$(printf 'esc\033[2J')" "$(printf 'rtl\342\200\256txt')" "$(printf 'bad\377\376utf8')" '*' '?' '[x]' ':(top)x' '!x' '#x' '$(touch pwned)' 'back\slash' 'e\303\251'; do
              printf '%s\r\n' "$name" > "./$name"; mkdir -p "./d-$name"; printf '\000\001%s' "$name" > "./d-$name/$name"
            done
            mkfifo pipe; chmod 755 ./-x; ln -s nowhere dangling; chmod 555 './d--x'
            """);
        const string Fingerprint = "find . -name .git -prune -o \\( -type f -o -type l \\) -printf '%y %m %p %l\\0' | LC_ALL=C sort -z | sha256sum; find . -name .git -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 cat -- | sha256sum";
        var before = await ShellAsync(workspace.Path, Fingerprint);

        var closed = await rig.Scm.CloseWorkspaceAsync(workspace, Token);
        Assert.False(Directory.Exists(workspace.Path));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(rig.DataFolder, "projects", "shop", "scratch")));
        await rig.Scm.RestoreWorkspaceAsync(rig.Request(), Token);

        Assert.Equal(before, await ShellAsync(workspace.Path, Fingerprint));
        Assert.Equal(41, closed.ChangedPaths.Count);
        Assert.Contains("new\nline", closed.ChangedPaths);
    }

    [Fact]
    public async Task Snapshot_MissingObjectOfAPartialClone_IsNotFetchedByTheAgentsProgram()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        await rig.CommitAsync(workspace.Path, "work", ("a.txt", "missing"));
        await ShellAsync(workspace.Path, """
            printf '#!/bin/sh\ntouch "%s/canary"\nexit 1\n' "$PWD/.git" > .git/evil; chmod 755 .git/evil
            id=$(git rev-parse HEAD:a.txt); rm -f ".git/objects/$(echo "$id" | cut -c1-2)/$(echo "$id" | cut -c3-)"
            git config core.repositoryFormatVersion 1; git config extensions.partialClone origin; git config remote.origin.promisor true
            git config remote.origin.uploadpack "$PWD/.git/evil"; git config uploadpack.allowFilter true
            """);

        var canary = Path.Combine(workspace.Path, ".git", "canary");
        await rig.TryGitAsync(workspace.Path, "cat-file", "-p", "HEAD:a.txt");
        Assert.True(File.Exists(canary), "a plain git does run it");
        File.Delete(canary);

        var snapshot = await rig.Scm.SnapshotAsync(workspace, Token);

        Assert.Equal(["a.txt"], snapshot.ChangedPaths);
        Assert.False(File.Exists(canary));
    }

    [Fact]
    public async Task Snapshot_WorkspaceReplacedByALink_IsRefused()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        Directory.Delete(workspace.Path, recursive: true);
        Directory.CreateSymbolicLink(workspace.Path, rig.SourcePath);

        await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.SnapshotAsync(workspace, Token));
        await rig.Scm.CloseWorkspaceAsync(workspace, Token);

        Assert.True(File.Exists(Path.Combine(rig.SourcePath, "README.md")));
    }

    [Theory]
    [InlineData("ref: refs/heads/good", "good")]
    [InlineData("ref: refs/heads/../../x", null)]
    [InlineData("ref: refs/heads/-x", null)]
    [InlineData("0123456789012345678901234567890123456789", null)]
    [InlineData("", null)]
    public async Task HeadFile_WrittenByAnAgent_IsReadAsData(string content, string? branch)
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.Combine("HEAD"), content + "\n", Token);

        Assert.Equal(branch, HeadFile.BranchOf(folder.Combine("HEAD")));
    }

    /// <summary>Git starts its own parts; the other side of a fetch or push goes through a shell with a fixed command; folders are removed by two known programs.</summary>
    internal static bool IsExpected(string start) =>
        start.StartsWith("\"/usr/bin/git\"", StringComparison.Ordinal)
        || start.StartsWith("\"/usr/lib/git-core/git", StringComparison.Ordinal)
        || start.StartsWith("\"/usr/libexec/git-core/git", StringComparison.Ordinal)
        || start.Contains("\"-c\", \"git-upload-pack '", StringComparison.Ordinal)
        || start.Contains("\"-c\", \"git -c receive.denyCurrentBranch=updateInstead receive-pack '", StringComparison.Ordinal)
        || start.Contains("[\"rm\", \"-rf\", \"--\"", StringComparison.Ordinal)
        || start.Contains("[\"chmod\", \"-R\", \"u+rwX\", \"--\"", StringComparison.Ordinal);

    private static async Task<string> ShellAsync(string folder, string script)
    {
        var result = await new CommandRunner(TimeProvider.System).RunAsync(new CommandRequest { Command = new CommandLine("sh", "-ec", script), WorkingDirectory = folder }, Token);
        Assert.True(result.Succeeded, result.Error);
        return result.Output;
    }
}
