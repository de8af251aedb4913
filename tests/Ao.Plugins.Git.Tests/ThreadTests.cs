using Ao.Plugins.Git.Forge;
using Ao.Scm;

namespace Ao.Plugins.Git.Tests;

/// <summary>Conversations about places of a change.</summary>
public sealed class ThreadTests
{
    private const string Ten = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nothing", Ten, false)]
    [InlineData("the line", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n", true)]
    [InlineData("the line is gone", "1\n2\n3\n4\n6\n7\n8\n9\n10\n", true)]
    [InlineData("the line before", "1\n2\n3\nfour\n5\n6\n7\n8\n9\n10\n", false)]
    [InlineData("lines above", "0\n0\n0\n0\n0\n0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", false)]
    [InlineData("lines below", "1\n2\n3\n4\n5\nfive and a half\n6\n7\n8\n9\n10\n", false)]
    [InlineData("above and the line", "0\n1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n", true)]
    [InlineData("all of it, by lines that look like headings", "--- a/file.txt\n+++ b/file.txt\n@@ -5 +5 @@\n:100644 000000 a b D\tfile.txt\n", true)]
    [InlineData("the file is gone", null, true)]
    [InlineData("no text any more", "\u0001\0\u0002", true)]
    public async Task IsOutdated_WhatChanged_TellsOfTheLineItself(string what, string? newer, bool isOutdated)
    {
        Assert.NotEmpty(what);
        await using var rig = await GitRig.StartAsync();
        var (workspace, revision) = await ProposeAsync(rig, "file.txt", Ten);
        var thread = await rig.Scm.AddThreadCommentAsync(Comment(rig, revision) with { Path = "file.txt", Line = 5 }, Token);
        Assert.False(thread.IsOutdated);

        await ChangeAsync(rig, workspace, "file.txt", newer);

        var seen = Assert.Single(await rig.Scm.ListThreadsAsync(rig.Source, 1, Token));
        Assert.Equal(isOutdated, seen.IsOutdated);
        Assert.Equal((5, revision), (seen.Line, seen.Revision));
    }

    [Theory]
    [InlineData("a b.txt")]
    [InlineData("Ünïcode \"quoted\".txt")]
    [InlineData("new\nline.txt")]
    [InlineData("-option")]
    [InlineData(":(glob)**")]
    [InlineData("folder/tab\there")]
    public async Task IsOutdated_AnyFileName_IsFound(string path)
    {
        await using var rig = await GitRig.StartAsync();
        var (workspace, revision) = await ProposeAsync(rig, path, Ten);
        await rig.Scm.AddThreadCommentAsync(Comment(rig, revision) with { Path = path, Line = 5 }, Token);
        await rig.Scm.AddThreadCommentAsync(Comment(rig, revision, 2) with { Path = path, Line = 10 }, Token);

        await ChangeAsync(rig, workspace, path, Ten.Replace("5", "five", StringComparison.Ordinal));

        Assert.Equal([(5, true), (10, false)], (await rig.Scm.ListThreadsAsync(rig.Source, 1, Token)).Select(static thread => (thread.Line!.Value, thread.IsOutdated)));
    }

    [Theory]
    [InlineData("file.txt", 11)]
    [InlineData("file.txt", 0)]
    [InlineData("file.txt", -5)]
    [InlineData("file.txt", int.MaxValue)]
    [InlineData("gone.txt", 1)]
    [InlineData("../../etc/passwd", 1)]
    [InlineData("src", 1)]
    [InlineData("/etc/passwd", 1)]
    [InlineData("./file.txt", 1)]
    public async Task Add_LineThatIsNotThere_IsAboutTheFile(string path, int line)
    {
        await using var rig = await GitRig.StartAsync();
        var (workspace, revision) = await ProposeAsync(rig, "file.txt", Ten);

        var thread = await rig.Scm.AddThreadCommentAsync(Comment(rig, revision) with { Path = path, Line = line }, Token);

        Assert.Equal((path, null), (thread.Path, thread.Line));
        await ChangeAsync(rig, workspace, "file.txt", "other\n");
        Assert.False(Assert.Single(await rig.Scm.ListThreadsAsync(rig.Source, 1, Token)).IsOutdated);
    }

    [Fact]
    public async Task Thread_AnsweredResolvedAndOpenedAgain_IsTheSameForTwoHosts()
    {
        await using var rig = await GitRig.StartAsync();
        var first = await rig.NewHostAsync("one");
        var second = await rig.NewHostAsync("two");
        var revision = await ForgeTests.ChangeAsync(rig, first, 1, ("a.txt", "a"));
        await first.OpenPullRequestAsync(rig.Proposal(revision), Token);
        var begun = await first.AddThreadCommentAsync(Comment(rig, revision) with { Path = "a.txt", Line = 1, IsBot = true }, Token);

        var answered = await second.AddThreadCommentAsync(Comment(rig, revision, 2) with { Thread = begun.Id, Body = "Because.\n<b>" }, Token);
        await second.AddThreadCommentAsync(Comment(rig, revision, 2) with { Thread = begun.Id, Body = "Because.\n<b>" }, Token);
        Assert.True((await second.ResolveThreadAsync(rig.Source, 1, begun.Id, true, Token)).IsResolved);
        Assert.True((await first.ResolveThreadAsync(rig.Source, 1, begun.Id, true, Token)).IsResolved);
        Assert.True(Assert.Single(await first.ListThreadsAsync(rig.Source, 1, Token)).IsResolved);
        Assert.False((await first.ResolveThreadAsync(rig.Source, 1, begun.Id, false, Token)).IsResolved);

        var seen = Assert.Single(await second.ListThreadsAsync(rig.Source, 1, Token));
        Assert.Equal([("1.1", "reviewer", true), ("1.2", "reviewer", false)], seen.Comments.Select(static comment => (comment.Id, comment.Author, comment.IsBot)));
        Assert.Equal("Because.\n<b>", answered.Comments[1].Body);
        Assert.False(seen.IsResolved);
    }

    [Fact]
    public async Task Add_ManyAtOnceFromTwoHosts_OneThreadForEachKeyAndNoAnswerIsLost()
    {
        await using var rig = await GitRig.StartAsync();
        GitScm[] hosts = [await rig.NewHostAsync("one"), await rig.NewHostAsync("two")];
        var revision = await ForgeTests.ChangeAsync(rig, hosts[0], 1, ("a.txt", "a"));
        await hosts[0].OpenPullRequestAsync(rig.Proposal(revision), Token);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(index => hosts[index % 2].AddThreadCommentAsync(Comment(rig, revision, index / 4), Token).AsTask()));
        await Task.WhenAll(Enumerable.Range(0, 16).Select(index => hosts[index % 2].AddThreadCommentAsync(Comment(rig, revision, 10 + (index / 2)) with { Thread = "1" }, Token).AsTask()));

        var threads = await hosts[1].ListThreadsAsync(rig.Source, 1, Token);
        Assert.Equal(["1", "2", "3", "4"], threads.Select(static thread => thread.Id));
        Assert.Equal(9, threads[0].Comments.Count);
        Assert.Equal(9, threads[0].Comments.Select(static comment => comment.Body).Distinct().Count());
    }

    [Fact]
    public async Task Add_WhatIsNotThereOrTooMuch_IsRefused()
    {
        await using var rig = await GitRig.StartAsync();
        var (_, revision) = await ProposeAsync(rig, "file.txt", Ten);

        await RefusedAsync(Comment(rig, revision) with { Number = 2 }, "no pull request 2");
        await RefusedAsync(Comment(rig, revision) with { Thread = "1" }, "no thread '1'");
        await RefusedAsync(Comment(rig, revision) with { Thread = "../../pulls/1/meta" }, "no thread");
        await RefusedAsync(Comment(rig, new string('a', 40)), "not known here");
        await RefusedAsync(Comment(rig, "--all"), "is not a revision");
        await RefusedAsync(Comment(rig, revision) with { Path = "a\0b", Line = 1 }, "cannot be a file");
        await RefusedAsync(Comment(rig, revision) with { Path = new string('a', 5000) }, "cannot be a file");
        await RefusedAsync(Comment(rig, revision) with { Body = " " }, "empty");
        await RefusedAsync(Comment(rig, revision) with { Body = new string('ü', 33_000) }, "more than 65536 bytes");
        await RefusedAsync(Comment(rig, revision) with { Author = "a\nb" }, "cannot be a title");
        await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.ResolveThreadAsync(rig.Source, 1, "1", true, Token));
        Assert.Empty(await rig.Scm.ListThreadsAsync(rig.Source, 1, Token));

        async Task RefusedAsync(ReviewThreadRequest request, string text) =>
            Assert.Contains(text, (await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.AddThreadCommentAsync(request, Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ThreadOfARevisionThatNobodyHas_StaysToBeSeen()
    {
        await using var rig = await GitRig.StartAsync();
        var (_, revision) = await ProposeAsync(rig, "file.txt", Ten);
        await rig.Scm.AddThreadCommentAsync(Comment(rig, revision) with { Path = "file.txt", Line = 1 }, Token);
        var text = await rig.GitAsync(rig.Control, "--git-dir=.", "cat-file", "blob", "refs/ao/threads/1/1");
        await File.WriteAllTextAsync(Path.Combine(rig.Root, "forged"), text.Replace(revision, "--output=/x", StringComparison.Ordinal), Token);
        await rig.GitAsync(rig.Control, "--git-dir=.", "update-ref", "refs/ao/threads/1/1", await rig.GitAsync(rig.Control, "--git-dir=.", "hash-object", "-w", Path.Combine(rig.Root, "forged")));

        Assert.False(Assert.Single(await rig.Scm.ListThreadsAsync(rig.Source, 1, Token)).IsOutdated);
    }

    [Fact]
    public void Parse_ContentThatLooksLikeHeadings_IsPassedOver()
    {
        var changes = FileChanges.Parse(":100644 100644 a b M\tx\n:100644 000000 a 0 D\ty\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -3,2 +3,3 @@ @@ -1 +1 @@\n--- a/y\n-@@ -9 +9 @@\n+:100644 000000 a b D\tx\n+--- a/y\n+@@ -1 +1 @@\n@@ -20,0 +22 @@\n+new\n");

        Assert.Equal([(3, 2)], changes["x"].Lines);
        Assert.False(changes["x"].IsGone);
        Assert.Empty(changes["y"].Lines);
        Assert.True(changes["y"].IsGone);
        Assert.False(changes["x"].Leaves(4));
        Assert.True(changes["x"].Leaves(5));
        Assert.True(changes["x"].Leaves(null));
        Assert.False(changes["y"].Leaves(null));
    }

    internal static ReviewThreadRequest Comment(GitRig rig, string revision, int number = 1) => new()
    {
        Key = new OperationKey($"comment/{number}"),
        Source = rig.Source,
        Number = 1,
        Author = "reviewer",
        Revision = revision,
        Body = $"Why {number}?",
    };

    private static async Task<(Workspace Workspace, string Revision)> ProposeAsync(GitRig rig, string path, string text)
    {
        var workspace = await rig.OpenAsync();
        var revision = await rig.CommitAsync(workspace.Path, "change", (path, text));
        await rig.Scm.SnapshotAsync(workspace, Token);
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);
        return (workspace, revision);
    }

    private static async Task ChangeAsync(GitRig rig, Workspace workspace, string path, string? text)
    {
        if (text is null)
        {
            File.Delete(Path.Combine(workspace.Path, path));
        }
        else
        {
            await GitRig.WriteAsync(workspace.Path, path, text);
        }

        await GitRig.WriteAsync(workspace.Path, "other.txt", "so that there is a newer revision\n");
        var newer = (await rig.Scm.SnapshotAsync(workspace, Token)).Revision;
        await rig.Scm.UpdatePullRequestAsync(new PullRequestUpdate { Key = new OperationKey("update/1"), Source = rig.Source, Number = 1, PushTarget = rig.SourcePath, HeadBranch = "ao/shop-1", Revision = newer }, Token);
    }
}
