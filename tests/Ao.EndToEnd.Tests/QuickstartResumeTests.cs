using System.Text.Json.Nodes;

namespace Ao.EndToEnd.Tests;

/// <summary>Runs that are interrupted in every way, and go on.</summary>
[Collection("Kills")]
public sealed class QuickstartResumeTests : IDisposable
{
    private readonly QuickstartWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Host_KilledAtRandomMoments_ResumeAccountsForEverythingOnce()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("AO_HOST_KILLS"), out var asked) ? asked : 10;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("AO_SEED"), out var given) ? given : Environment.ProcessId;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}, {kills} kills");
        var random = new Random(seed);
        var repository = await _world.NewRepositoryAsync();
        string[] arguments =
        [
            "--repo", repository, "--task", "One", "--task", "Two", "--task", "Three",
            .. await _world.NewAgentAsync(
                """
                echo "kept by $AO_SESSION_ID" >"kept-$AO_SESSION_ID.txt"
                git add --all && git commit --quiet --message "Kept by $AO_SESSION_ID"
                printf '{"ao":"report","type":"bug_report","title":"Seen by %s"}\n' "$AO_SESSION_ID"
                echo "drafted by $AO_SESSION_ID" >"draft-$AO_SESSION_ID.txt"
                echo "ignored of $AO_SESSION_ID" >"ignored-$AO_SESSION_ID.log"
                """),
        ];

        var finished = 0;
        for (var killed = 0; killed < kills; finished++)
        {
            string? run = null;
            QuickstartProcess process;
            do
            {
                process = QuickstartProcess.Start(_world, [.. run is null ? arguments : ["--resume", run], "--yes", "--json"]);
                run = await process.RunFolderAsync() ?? run;
                if (run is not null && killed < kills)
                {
                    // The wait is the point of the test: it decides where the host is hit. It begins when the person was told the folder.
                    await Task.Delay(TimeSpan.FromMilliseconds(random.Next(4000)), TimeProvider.System, TestContext.Current.CancellationToken);
                    killed += await process.KillAsync() ? 1 : 0;
                }
            }
            while (await process.WaitAsync() == 137);

            Assert.True(await process.WaitAsync() == 0, process.Error + process.Output);
            await AssertEverythingOnceAsync(run!, repository, process.Summary, finished + 1);
        }
    }

    [Fact]
    public async Task Machine_Died_ResumeTakesUpTheLostSessionInItsWorkspace()
    {
        var repository = await _world.NewRepositoryAsync();
        var agent = await _world.NewAgentAsync(
            """
            if [ -e draft.txt ]; then
                echo "and its end" >>draft.txt
            else
                echo "the beginning" >draft.txt
                : >"$world/begun"
                exec sleep 1000
            fi
            """);
        var process = QuickstartProcess.Start(_world, ["--repo", repository, "--yes", "--json", .. agent]);
        var run = await process.RunFolderAsync();
        await Until(() => File.Exists(_world.Combine("begun")));

        await process.KillAsync();
        _world.KillEverything();
        var (exitCode, resumed) = await _world.RunAsync("--resume", run!, "--yes", "--json");

        Assert.True(exitCode == 0, resumed.Error + resumed.Output);
        Assert.Equal("the beginning\nand its end", await Git.RunAsync(repository, "show", "main:draft.txt"));
        Assert.Single(resumed.Summary["recovery"]!["restored"]!.AsArray());
        Assert.Contains("Takes up", resumed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_Interrupts_IsToldWhatGoesOn()
    {
        var repository = await _world.NewRepositoryAsync();
        var agent = await _world.NewAgentAsync(": >\"$world/begun\"; exec sleep 1000");
        var process = QuickstartProcess.Start(_world, ["--repo", repository, "--yes", "--json", .. agent]);
        await Until(() => File.Exists(_world.Combine("begun")));

        await process.SignalAsync("-INT");
        var exitCode = await process.WaitAsync();

        Assert.Equal(130, exitCode);
        Assert.Contains("may go on. Take it up again with: --resume", process.Error, StringComparison.Ordinal);
        Assert.Empty(process.Output);
    }

    /// <summary>Compares what the quickstart says with what the forge, the tracker and the workspaces hold.</summary>
    private static async Task AssertEverythingOnceAsync(string run, string repository, JsonNode summary, int runs)
    {
        var records = new QuickstartRecords(run);
        var sessions = summary["sessions"]!.AsArray().Select(static session => (string)session!["id"]!).ToList();
        Assert.Equal(3, sessions.Count);
        Assert.All(summary["sessions"]!.AsArray(), static session => Assert.Equal("done", (string?)session!["status"]));

        var pullRequests = await records.PullRequestsAsync();
        Assert.Equal(sessions.Order(StringComparer.Ordinal), pullRequests.Select(static pullRequest => (string)pullRequest["session"]!).Order(StringComparer.Ordinal));

        // Each session has reported once; what is the same problem shares an issue.
        var reports = summary["reports"]!.AsArray();
        Assert.Equal(sessions.Order(StringComparer.Ordinal), reports.Select(static report => (string)report!["session"]!).Order(StringComparer.Ordinal));
        Assert.Equal(reports.Count(static report => report!["issue"] is not null), records.CountIssues());

        // Each run of the three adds a merge for each session, and a commit that is there once.
        Assert.Equal($"{3 * runs}", await Git.RunAsync(repository, "rev-list", "--count", "--merges", "main"));
        var subjects = QuickstartRecords.Lines(await Git.RunAsync(repository, "log", "--no-merges", "--format=%s", "main"));
        foreach (var session in sessions)
        {
            Assert.Single(subjects, $"Kept by {session}");
            Assert.Equal($"kept by {session}", await Git.RunAsync(repository, "show", $"main:kept-{session}.txt"));
            Assert.Equal($"kept by {session}", await records.WrittenAsync(session, $"kept-{session}.txt"));
            Assert.Equal($"drafted by {session}", await records.WrittenAsync(session, $"draft-{session}.txt"));
            Assert.Equal($"ignored of {session}", await records.WrittenAsync(session, $"ignored-{session}.log"));
        }
    }

    private static async Task Until(Func<bool> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (!isSo())
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
