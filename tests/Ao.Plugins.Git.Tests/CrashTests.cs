using Ao.Git.Workspaces;
using Ao.Scm;
using Ao.TestSupport;

namespace Ao.Plugins.Git.Tests;

public sealed class CrashTests
{
    private const int MaxCommands = 60;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenPullRequest_HostDiesAtEachCommand_OnePullRequestEach()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ForgeTests.ChangeAsync(rig, 1, ("a.txt", "a"));

        var deaths = await DieAtEachAsync(rig, async (session, scm) => await scm.OpenPullRequestAsync(rig.Proposal(revision, session), Token), async session =>
        {
            var scm = await rig.NewScmAsync();
            var key = rig.Proposal(revision, session).Key;
            var found = await scm.FindPullRequestAsync(rig.Source, key, Token);
            var opened = await scm.OpenPullRequestAsync(rig.Proposal(revision, session), Token);
            Assert.Equal(found?.Number ?? opened.Number, opened.Number);
            Assert.Equal(session, opened.Number);
        });

        var heads = await rig.GitAsync(rig.Control, "--git-dir=.", "for-each-ref", "--format=%(refname)", "refs/ao/pulls/*/meta");
        Assert.Equal(deaths + 1, heads.Split('\n').Length);
        Assert.True(deaths >= 5, $"only {deaths} commands");
    }

    [Fact]
    public async Task Merge_HostDiesAtEachCommand_MergedOnceEach()
    {
        await using var rig = await GitRig.StartAsync();
        var revisions = new Dictionary<int, string>();
        async Task PrepareAsync(int session)
        {
            revisions[session] = await ForgeTests.ChangeAsync(rig, session, ($"{session}.txt", "x"));
            Assert.Equal(session, (await rig.Scm.OpenPullRequestAsync(rig.Proposal(revisions[session], session), Token)).Number);
        }

        var deaths = await DieAtEachAsync(rig, async (session, scm) => await scm.MergeAsync(ForgeTests.Merge(rig, session, revisions[session]), Token), async session =>
        {
            var result = await (await rig.NewScmAsync()).MergeAsync(ForgeTests.Merge(rig, session, revisions[session]), Token);
            Assert.True(result.Merged, result.Reason);
        }, PrepareAsync);

        var merges = await rig.GitAsync(rig.SourcePath, "rev-list", "--count", "--merges", "main");
        Assert.Equal(deaths + 1, int.Parse(merges, null));
        Assert.Equal("", await rig.GitAsync(rig.SourcePath, "status", "--porcelain"));
    }

    [Theory]
    [InlineData(WorkspaceIsolation.Repository)]
    [InlineData(WorkspaceIsolation.Worktree)]
    public async Task Open_HostDiesAtEachCommand_OpensAfterwards(WorkspaceIsolation isolation)
    {
        await using var rig = await GitRig.StartAsync();

        await DieAtEachAsync(rig, async (session, scm) => await scm.OpenWorkspaceAsync(rig.Request(session, isolation), Token), async session =>
        {
            var workspace = await (await rig.NewScmAsync()).OpenWorkspaceAsync(rig.Request(session, isolation), Token);
            Assert.Equal("", await rig.GitAsync(workspace.Path, "status", "--porcelain"));
        });
    }

    [Theory]
    [InlineData(WorkspaceIsolation.Repository)]
    [InlineData(WorkspaceIsolation.Worktree)]
    public async Task CloseAndRestore_HostDiesAtEachCommand_ContentIsNeverLost(WorkspaceIsolation isolation)
    {
        await using var rig = await GitRig.StartAsync();
        var workspaces = new Dictionary<int, Workspace>();
        async Task PrepareAsync(int session)
        {
            var workspace = workspaces[session] = await rig.OpenAsync(session, isolation);
            await rig.CommitAsync(workspace.Path, "work", ("committed.txt", $"c{session}"));
            await GitRig.WriteAsync(workspace.Path, "untracked.txt", $"u{session}");
            await GitRig.WriteAsync(workspace.Path, "ignored/i.txt", $"i{session}");
        }

        var deaths = await DieAtEachAsync(
            rig,
            async (session, scm) =>
            {
                await scm.CloseWorkspaceAsync(workspaces[session], Token);
                await scm.RestoreWorkspaceAsync(rig.Request(session, isolation), Token);
            },
            async session =>
            {
                var restored = await (await rig.NewScmAsync()).RestoreWorkspaceAsync(rig.Request(session, isolation), Token);
                Assert.Equal($"c{session}", await File.ReadAllTextAsync(Path.Combine(restored.Path, "committed.txt"), Token));
                Assert.Equal($"u{session}", await File.ReadAllTextAsync(Path.Combine(restored.Path, "untracked.txt"), Token));
                Assert.Equal($"i{session}", await File.ReadAllTextAsync(Path.Combine(restored.Path, "ignored", "i.txt"), Token));
                Assert.Equal("?? untracked.txt", await rig.GitAsync(restored.Path, "status", "--porcelain"));
            },
            PrepareAsync);

        Assert.True(deaths >= 12, $"only {deaths} commands");
    }

    [Fact]
    public async Task Close_HostDiedAfterTheFolderWasMoved_GoesOnFromTheRecord()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        await GitRig.WriteAsync(workspace.Path, "a.txt", "a");
        var closed = await rig.Scm.CloseWorkspaceAsync(workspace, Token);
        var folders = new ProjectFolders(Path.Combine(rig.DataFolder, "projects", "shop"));
        await WorkspaceRecords.WriteAsync(folders, WorkspaceRecords.Find(folders, workspace.Session)! with { State = WorkspaceState.Closing });

        var again = await (await rig.NewScmAsync()).CloseWorkspaceAsync(workspace, Token);
        await rig.Scm.RestoreWorkspaceAsync(rig.Request(), Token);

        Assert.Equal(closed.Revision, again.Revision);
        Assert.True(File.Exists(Path.Combine(workspace.Path, "a.txt")));
    }

    [Fact]
    public async Task Find_TransactionCutShort_IsMendedFromTheOperation()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ForgeTests.ChangeAsync(rig, 1, ("a.txt", "a"));
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);
        await rig.GitAsync(rig.Control, "--git-dir=.", "update-ref", "-d", "refs/ao/pulls/1/meta");
        await rig.GitAsync(rig.Control, "--git-dir=.", "update-ref", "-d", "refs/ao/pulls/1/head");

        var second = await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision, 2), Token);
        var found = await rig.Scm.FindPullRequestAsync(rig.Source, rig.Proposal(revision).Key, Token);

        Assert.Equal(2, second.Number);
        Assert.Equal(1, found?.Number);
        Assert.Equal(revision, (await rig.Scm.GetPullRequestAsync(rig.Source, 1, Token)).HeadRevision);
    }

    [Fact]
    public async Task Refs_LockLeftByAKilledProcess_IsWaitedForAndRemoved()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ForgeTests.ChangeAsync(rig, 1, ("a.txt", "a"));
        var stale = Path.Combine(rig.Control, "refs", "ao", "pulls", "1", "meta.lock");
        await GitRig.WriteAsync(Path.GetDirectoryName(stale)!, "meta.lock", "");
        File.SetLastWriteTimeUtc(stale, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1));

        var opened = await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);

        Assert.Equal(1, opened.Number);
        Assert.False(File.Exists(stale));
    }

    /// <summary>Runs an act as often as it has commands, each time with a host that dies one command later, and checks after each death.</summary>
    /// <returns>How often the host died.</returns>
    private static async Task<int> DieAtEachAsync(GitRig rig, Func<int, GitScm, Task> act, Func<int, Task> check, Func<int, Task>? prepare = null)
    {
        for (var point = 1; point < MaxCommands; point++)
        {
            if (prepare is not null)
            {
                await prepare(point);
            }

            var runner = new FailingRunner(point);
            var scm = await rig.NewScmAsync(runner: runner);
            var died = await Record.ExceptionAsync(() => act(point, scm)) is not null;
            await check(point);
            if (!died)
            {
                Assert.False(runner.Died);
                return point - 1;
            }
        }

        Assert.Fail($"The act has more than {MaxCommands} commands.");
        return 0;
    }
}
