using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ao.Commands;
using Ao.Scm;
using Ao.TestSupport;

namespace Ao.Plugins.Git.Tests;

/// <summary>Many pull requests in one look, whose cost does not grow with their number while nothing changes.</summary>
public sealed class PullRequestLookTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_EachKindOfChange_IsSeenOnceAndNothingIsRun()
    {
        await using var rig = await GitRig.StartAsync();
        var ran = Path.Combine(rig.Root, "ran");
        var scm = await rig.NewScmAsync(new Dictionary<string, string?> { ["Checks:test:Command:0"] = "sh", ["Checks:test:Command:1"] = "-c", ["Checks:test:Command:2"] = $"touch '{ran}'; exit 1" });
        var workspace = await rig.OpenAsync(scm: scm);
        var revision = await rig.CommitAsync(workspace.Path, "change", ("a.txt", "1\n2\n"));
        await scm.SnapshotAsync(workspace, Token);
        await scm.OpenPullRequestAsync(rig.Proposal(revision), Token);
        string? cursor = null;

        var first = await ChangedAsync();
        Assert.Equal((1, revision, Mergeability.Unknown), (first.PullRequest.Number, first.PullRequest.HeadRevision, first.PullRequest.Mergeability));
        Assert.Equal(await rig.GitAsync(rig.SourcePath, "rev-parse", "main"), first.BaseRevision);
        Assert.Equal((CheckState.Pending, revision), (first.Checks!.State, first.Checks.Revision));
        Assert.False(File.Exists(ran));

        await scm.GetChecksAsync(rig.Source, 1, Token);
        Assert.Equal((Mergeability.Blocked, CheckState.Failed), ((await ChangedAsync()) is var failed ? failed.PullRequest.Mergeability : default, failed.Checks!.State));
        File.Delete(ran);
        await scm.AddReviewAsync(new ReviewRequest { Key = new OperationKey("review"), Source = rig.Source, Number = 1, Author = "b", Verdict = ReviewVerdict.RequestChanges, Revision = revision }, Token);
        Assert.Equal("b", Assert.Single((await ChangedAsync()).Reviews).Author);
        await scm.AddThreadCommentAsync(ThreadTests.Comment(rig, revision) with { Path = "a.txt", Line = 2 }, Token);
        Assert.False(Assert.Single((await ChangedAsync()).Threads).IsOutdated);
        await scm.ResolveThreadAsync(rig.Source, 1, "1", true, Token);
        Assert.True(Assert.Single((await ChangedAsync()).Threads).IsResolved);
        await UpdateAsync(new PullRequestUpdate { Key = default, Source = rig.Source, Number = 1, PushTarget = rig.SourcePath, HeadBranch = "ao/shop-1", Title = "Another" });
        Assert.Equal("Another", (await ChangedAsync()).PullRequest.Title);
        var newer = await rig.CommitAsync(workspace.Path, "newer", ("a.txt", "1\ntwo\n"));
        await scm.SnapshotAsync(workspace, Token);
        await UpdateAsync(new PullRequestUpdate { Key = default, Source = rig.Source, Number = 1, PushTarget = rig.SourcePath, HeadBranch = "ao/shop-1", Revision = newer });
        var moved = await ChangedAsync();
        Assert.Equal((newer, CheckState.Pending, true), (moved.PullRequest.HeadRevision, moved.Checks!.State, moved.Threads[0].IsOutdated));
        await rig.CommitAsync(rig.SourcePath, "theirs", ("a.txt", "theirs\n"));
        var conflicting = await ChangedAsync();
        Assert.Equal(Mergeability.Conflicting, conflicting.PullRequest.Mergeability);
        Assert.Equal(["a.txt"], conflicting.PullRequest.Conflicts);
        Assert.Equal("merge", Assert.Single(conflicting.Checks!.Checks).Name);
        Assert.Equal(await rig.GitAsync(rig.SourcePath, "rev-parse", "main"), conflicting.BaseRevision);
        await UpdateAsync(new PullRequestUpdate { Key = default, Source = rig.Source, Number = 1, PushTarget = rig.SourcePath, HeadBranch = "ao/shop-1", Close = true });
        Assert.Equal(PullRequestState.Closed, (await ChangedAsync()).PullRequest.State);
        Assert.False(File.Exists(ran));

        async Task<PullRequestReading> ChangedAsync()
        {
            var readings = await scm.ReadPullRequestsAsync(rig.Source, [1, 7], cursor, Token);
            Assert.NotEqual(cursor, readings.Cursor);
            cursor = readings.Cursor;
            Assert.Null((await scm.ReadPullRequestsAsync(rig.Source, [7, 1, 1], cursor, Token)).Readings);
            Assert.NotNull((await scm.ReadPullRequestsAsync(rig.Source, [1], cursor, Token)).Readings);
            return Assert.Single(readings.Readings!);
        }

        async Task UpdateAsync(PullRequestUpdate update) => await scm.UpdatePullRequestAsync(update with { Key = new OperationKey("update") }, Token);
    }

    [Fact]
    public async Task Read_SaysWhatTheSingleReadsSay()
    {
        await using var rig = await GitRig.StartAsync(new Dictionary<string, string?> { ["Checks:test:Command:0"] = "test", ["Checks:test:Command:1"] = "!", ["Checks:test:Command:2"] = "-e", ["Checks:test:Command:3"] = "2.txt" });
        for (var session = 1; session <= 4; session++)
        {
            await rig.Scm.OpenPullRequestAsync(rig.Proposal(await ForgeTests.ChangeAsync(rig, session, ($"{session}.txt", "x"), ("README.md", $"{session % 2}\n")), session), Token);
        }

        await rig.CommitAsync(rig.SourcePath, "theirs", ("README.md", "1\n"));
        for (var number = 1; number <= 3; number++)
        {
            await rig.Scm.GetChecksAsync(rig.Source, number, Token);
        }

        await rig.Scm.MergeAsync(ForgeTests.Merge(rig, 3, (await rig.Scm.GetPullRequestAsync(rig.Source, 3, Token)).HeadRevision), Token);

        var readings = (await rig.Scm.ReadPullRequestsAsync(rig.Source, [1, 2, 3, 4], null, Token)).Readings!;

        Assert.Equal([1, 2, 3, 4], readings.Select(static reading => reading.PullRequest.Number));
        foreach (var reading in readings)
        {
            var single = await rig.Scm.GetPullRequestAsync(rig.Source, reading.PullRequest.Number, Token);
            Assert.Equal(single with { Conflicts = [] }, reading.PullRequest with { Conflicts = [] });
            Assert.Equal(single.Conflicts, reading.PullRequest.Conflicts);
        }
    }

    [Fact]
    public async Task Read_MergedByAHostThatDied_IsRecorded()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ForgeTests.ChangeAsync(rig, 1, ("a.txt", "a"));
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);
        var dying = await rig.NewScmAsync(runner: new DyingRunner(static arguments => arguments.Contains("push"), before: false));
        await Assert.ThrowsAsync<HostDiedException>(async () => await dying.MergeAsync(ForgeTests.Merge(rig, 1, revision), Token));

        var reading = Assert.Single((await rig.Scm.ReadPullRequestsAsync(rig.Source, [1], null, Token)).Readings!);

        Assert.Equal(PullRequestState.Merged, reading.PullRequest.State);
    }

    [Fact]
    public async Task Read_ForkThatIsGone_LeavesTheOthersToBeSeen()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(await ForgeTests.ChangeAsync(rig, 1, ("a.txt", "a"))), Token);
        var fork = await rig.Scm.CreateForkAsync(new ForkRequest { Key = new OperationKey("fork/1"), Source = rig.Source, Owner = "team-b" }, Token);
        await rig.Scm.SetPushTargetAsync(rig.Source, fork.Location, Token);
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(await ForgeTests.ChangeAsync(rig, 2, ("b.txt", "b")), 2) with { PushTarget = fork.Location }, Token);
        Directory.Delete(fork.Location, recursive: true);

        var readings = (await rig.Scm.ReadPullRequestsAsync(rig.Source, [1, 2], null, Token)).Readings!;

        Assert.Equal([Mergeability.Mergeable, Mergeability.Unknown], readings.Select(static reading => reading.PullRequest.Mergeability));
        Assert.Null(readings[1].BaseRevision);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Read_Unchanged_TwoProcessesHoweverMany(int count)
    {
        await using var rig = await GitRig.StartAsync();
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(await ForgeTests.ChangeAsync(rig, 1, ("a.txt", "a"))), Token);
        await MultiplyAsync(rig, count);
        var numbers = Enumerable.Range(1, count).ToArray();
        var runner = new CountingRunner();
        var scm = await rig.NewScmAsync(runner: runner);
        var clock = Stopwatch.StartNew();
        var first = await scm.ReadPullRequestsAsync(rig.Source, numbers, null, Token);
        var (whole, wholeCalls) = (clock.Elapsed, runner.Calls);
        Assert.Equal(count, first.Readings!.Count);
        Assert.All(first.Readings, static reading => Assert.Equal(Mergeability.Mergeable, reading.PullRequest.Mergeability));
        var times = new List<TimeSpan>();
        for (var look = 0; look < 5; look++)
        {
            var before = runner.Calls;
            clock.Restart();
            Assert.Null((await scm.ReadPullRequestsAsync(rig.Source, numbers, first.Cursor, Token)).Readings);
            times.Add(clock.Elapsed);
            Assert.Equal(2, runner.Calls - before);
        }

        clock.Restart();
        var again = await scm.ReadPullRequestsAsync(rig.Source, numbers, null, Token);
        Assert.Equal(first.Cursor, again.Cursor);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} pull requests: first look {whole.TotalMilliseconds:0} ms and {wholeCalls} processes, unchanged {times.Order().ElementAt(2).TotalMilliseconds:0} ms and 2 processes, whole again {clock.Elapsed.TotalMilliseconds:0} ms"));
    }

    /// <summary>Makes more pull requests like the first one, each with a head, a review and a thread of its own.</summary>
    private static async Task MultiplyAsync(GitRig rig, int count)
    {
        var meta = await rig.GitAsync(rig.Control, "--git-dir=.", "cat-file", "blob", "refs/ao/pulls/1/meta");
        var head = await rig.GitAsync(rig.Control, "--git-dir=.", "rev-parse", "refs/ao/pulls/1/head");
        var stream = new StringBuilder();
        for (var number = 2; number <= count; number++)
        {
            stream.Append(CultureInfo.InvariantCulture, $"commit refs/ao/pulls/{number}/head\nmark :{number}\ncommitter A <a@b.invalid> 0 +0000\ndata 1\nx\nfrom {head}\nM 100644 inline {number}.txt\ndata 1\nx\n");
        }

        await ImportAsync(rig, stream.ToString());
        var heads = (await rig.GitAsync(rig.Control, "--git-dir=.", "for-each-ref", "--format=%(objectname) %(refname)", "refs/ao/pulls/*/head")).Split('\n').Select(static line => line.Split(' ')).ToDictionary(static parts => int.Parse(parts[1].Split('/')[3], CultureInfo.InvariantCulture), static parts => parts[0]);
        var folder = Path.Combine(rig.Root, "texts");
        Directory.CreateDirectory(folder);
        var references = new List<string>();
        for (var number = 2; number <= count; number++)
        {
            await TextAsync($"refs/ao/pulls/{number}/meta", meta.Replace("\"number\":1", $"\"number\":{number}", StringComparison.Ordinal).Replace(head, heads[number], StringComparison.Ordinal));
            await TextAsync($"refs/ao/reviews/{number}/a", $$"""{"sequence":1,"review":{"author":"b","verdict":"Approve","revision":"{{heads[number]}}","body":"","at":"2026-01-01T00:00:00+00:00"} }""");
            await TextAsync($"refs/ao/threads/{number}/1", $$"""{"number":1,"path":"a.txt","line":1,"revision":"{{heads[number]}}","resolved":false,"comments":[{"key":"k","author":"b","isBot":false,"body":"Why?","at":"2026-01-01T00:00:00+00:00"}]}""");
        }

        await File.WriteAllLinesAsync(Path.Combine(rig.Root, "names"), references, Token);
        await rig.RunAsync("sh", "-c", $"cd '{folder}' && ls | sort -n | git --git-dir='{rig.Control}' hash-object -w --stdin-paths --no-filters > ../ids && paste -d' ' ../names ../ids | sed 's/^/create /' | git --git-dir='{rig.Control}' update-ref --stdin");

        async Task TextAsync(string name, string text)
        {
            references.Add(name);
            await File.WriteAllTextAsync(Path.Combine(folder, references.Count.ToString(CultureInfo.InvariantCulture)), text, Token);
        }
    }

    private static async Task ImportAsync(GitRig rig, string stream)
    {
        var file = Path.Combine(rig.Root, "stream");
        await File.WriteAllTextAsync(file, stream, Token);
        await rig.RunAsync("sh", "-c", $"git --git-dir='{rig.Control}' fast-import --quiet < '{file}'");
    }
}
