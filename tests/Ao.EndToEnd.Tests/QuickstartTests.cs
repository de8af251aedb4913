using System.Text.Json.Nodes;

namespace Ao.EndToEnd.Tests;

[Collection("One at a time")]
public sealed class QuickstartTests : IDisposable
{
    private readonly QuickstartWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Sample_WithYes_MergesEverythingInOrder()
    {
        var (exitCode, process) = await _world.RunAsync("--yes", "--json");
        var summary = process.Summary;

        Assert.True(exitCode == 0, process.Error + process.Output);
        Assert.Equal(["done", "done", "done", "done"], Texts(summary, "sessions", "status"));
        Assert.All(summary["sessions"]!.AsArray(), static session => Assert.NotEmpty(session!["evidence"]!.AsArray()));
        Assert.Equal(2, summary["sessions"]![1]!["evidence"]!.AsArray().Count);
        Assert.False((bool)summary["sessions"]![1]!["evidence"]![0]!["passed"]!);
        Assert.Contains("expected 'Good day, Ada.'", process.Output, StringComparison.Ordinal);
        Assert.Equal(["merged", "merged", "merged", "merged"], Texts(summary, "pullRequests", "state"));

        // The reviewer of the first change finds something, its author mends it, and the newer head is passed; the others are passed at once.
        Assert.Equal(["blocked", "passed", "passed", "passed", "passed"], Texts(summary, "reviews", "state").Order(StringComparer.Ordinal));
        Assert.Equal(4, summary["reviews"]!.AsArray().Select(static review => (string?)review!["session"]).Distinct().Count());
        Assert.Contains("rounded", (string?)summary["reviews"]!.AsArray().Single(static review => (string?)review!["state"] == "blocked")!["findings"]![0], StringComparison.Ordinal);
        var merges = Texts(summary, "mergePlan", "session").ToList();
        Assert.Equal(4, merges.Count);
        Assert.True(merges.IndexOf((string?)summary["sessions"]![0]!["id"]) < merges.IndexOf((string?)summary["sessions"]![2]!["id"]), process.Output);
        Assert.All(Texts(summary, "sessions", "budget"), static budget => Assert.Matches("^tokens [0-9,]+ of 50,000$", budget));

        // Each pull request is asked for, and then its merge; and the session that a report has brought about.
        Assert.Equal(Enumerable.Repeat("approved", 9), Texts(summary, "consents", "decision"));
        var report = Assert.Single(summary["reports"]!.AsArray())!;
        Assert.Equal("bug_report", (string?)report["type"]);
        Assert.NotNull((string?)report["issue"]);
        Assert.Equal((string?)summary["sessions"]![3]!["id"], (string?)report["mendedBy"]);
        Assert.Equal("merged", (string?)report["progress"]);
        Assert.False((bool)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine((string)summary["folder"]!, "data", "plugins", "local-files", "quickstart", "issues", $"{(string?)report["issue"]}.json"), TestContext.Current.CancellationToken))!["open"]!);
        var slots = summary["plugins"]!.AsArray().SelectMany(static plugin => plugin!["slots"]!.AsArray().Select(static slot => ((string)slot!).Split('/')[0])).ToHashSet();
        Assert.Equal(8, slots.Count);
        Assert.All(summary["plugins"]!.AsArray(), static plugin => Assert.Equal("active", (string?)plugin!["status"]));
        await AssertMergedOnceAsync((string)summary["repository"]!);
    }

    [Fact]
    public async Task Sample_NobodyToAsk_LeavesTheRequestsPendingAndResumeFinishes()
    {
        var (exitCode, process) = await _world.RunAsync("--json");
        var pending = process.Summary;
        var (resumed, second) = await _world.RunAsync("--resume", (string)pending["folder"]!, "--yes", "--json");

        Assert.Equal(3, exitCode);
        Assert.Equal(["pending", "pending", "pending", "pending"], Texts(pending, "consents", "decision"));
        Assert.Empty(pending["pullRequests"]!.AsArray());
        Assert.True(resumed == 0, second.Error + second.Output);
        await AssertMergedOnceAsync((string)pending["repository"]!);
    }

    [Fact]
    public async Task Repository_RunTwiceWithARealProgram_MergesTheWorkOfBoth()
    {
        var repository = await _world.NewRepositoryAsync();
        string[] arguments =
        [
            "--repo", repository, "--yes", "--json", "--task", "Say hello; $(touch canary) -x", "--task", "Say goodbye",
            "--program", "sh", "-c", "set -e; cp \"$AO_TASK_FILE\" \"$AO_SESSION_ID.txt\"; git add --all; git commit --quiet --message work",
            "--verify", "git", "rev-parse", "HEAD",
        ];

        foreach (var process in (QuickstartProcess[])[(await _world.RunAsync(arguments)).Process, (await _world.RunAsync(arguments)).Process])
        {
            Assert.True(await process.WaitAsync() == 0, process.Error + process.Output);
            Assert.Equal(["merged", "merged"], Texts(process.Summary, "pullRequests", "state"));
            var sessions = Texts(process.Summary, "sessions", "id");
            Assert.Contains("$(touch canary)", await Git.RunAsync(repository, "show", $"main:{sessions[0]}.txt"), StringComparison.Ordinal);
            Assert.Contains("goodbye", await Git.RunAsync(repository, "show", $"main:{sessions[1]}.txt"), StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Path.Combine(repository, "canary")));
    }

    [Fact]
    public async Task Repository_HeadIsDetached_WorksOnTheBranchThatIsNamed()
    {
        var repository = await _world.NewRepositoryAsync();
        await Git.RunAsync(repository, "checkout", "--quiet", "--detach");

        var (exitCode, process) = await _world.RunAsync("--repo", repository, "--base", "main", "--yes", "--json");

        Assert.True(exitCode == 0, process.Error + process.Output);
        Assert.Equal("2", await Git.RunAsync(repository, "rev-list", "--count", "--first-parent", "main"));
    }

    [Fact]
    public async Task Repository_CheckoutIsDirty_LeavesItAloneAndSaysWhyNothingIsMerged()
    {
        var repository = await _world.NewRepositoryAsync();
        var readme = Path.Combine(repository, "README.md");
        await File.WriteAllTextAsync(readme, "# Not committed\n", TestContext.Current.CancellationToken);

        var (exitCode, process) = await _world.RunAsync("--repo", repository, "--yes", "--json");

        Assert.Equal(1, exitCode);
        Assert.Contains("uncommitted", (string?)Assert.Single(process.Summary["pullRequests"]!.AsArray())!["notMerged"], StringComparison.Ordinal);
        Assert.Equal("# Not committed\n", await File.ReadAllTextAsync(readme, TestContext.Current.CancellationToken));
        Assert.Equal("1", await Git.RunAsync(repository, "rev-list", "--count", "main"));
    }

    [Fact]
    public async Task Task_LongerThanACommandLine_IsTakenFromStandardInput()
    {
        var repository = await _world.NewRepositoryAsync();
        var task = $"Note this: {new string('x', 200_000)}";

        var process = QuickstartProcess.Start(_world, ["--repo", repository, "--task-file", "-", "--yes", "--json"], task);

        Assert.True(await process.WaitAsync() == 0, process.Error + process.Output);
        var session = Assert.Single(Texts(process.Summary, "sessions", "id"));
        Assert.Contains(task, await Git.RunAsync(repository, "show", $"main:NOTES-{session}.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agent_Fails_SaysWhyAndEndsWithOne()
    {
        var repository = await _world.NewRepositoryAsync();

        var (exitCode, process) = await _world.RunAsync(["--repo", repository, "--yes", "--json", .. await _world.NewAgentAsync("echo 'no licence found'; exit 3")]);

        Assert.Equal(1, exitCode);
        Assert.Contains("no licence found", (string?)process.Summary["sessions"]![0]!["reason"], StringComparison.Ordinal);
    }

    private static string?[] Texts(JsonNode summary, string list, string name) => [.. summary[list]!.AsArray().Select(item => (string?)item![name])];

    /// <summary>Every change is in the main branch, and once.</summary>
    private static async Task AssertMergedOnceAsync(string repository)
    {
        var subjects = (await Git.RunAsync(repository, "log", "--no-merges", "--format=%s", "main")).Split('\n');
        Assert.Equal(
            ["A very small shop", "Add a discount of 10 percent", "Document the functions", "Expect the friendlier greeting", "Greet customers in a friendlier way", "Refuse quantities below 1", "Say how the discount rounds"],
            subjects.Order(StringComparer.Ordinal));
        Assert.Equal("4", await Git.RunAsync(repository, "rev-list", "--count", "--merges", "main"));
    }
}
