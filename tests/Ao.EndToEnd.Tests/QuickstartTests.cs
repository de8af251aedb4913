using System.Text.Json.Nodes;
using Ao.TestSupport;

namespace Ao.EndToEnd.Tests;

[Collection("One at a time")]
public sealed class QuickstartTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<string> _runs = [];

    public void Dispose()
    {
        _folder.Dispose();
        foreach (var run in _runs.Where(Directory.Exists))
        {
            Directory.Delete(run, recursive: true);
        }
    }

    [Fact]
    public async Task Sample_WithYes_MergesEverythingInOrder()
    {
        var (exitCode, process) = await QuickstartProcess.RunAsync("--yes", "--json");
        var summary = Summary(process);

        Assert.True(exitCode == 0, process.Error + process.Output);
        Assert.Equal(["done", "done", "done"], Texts(summary, "sessions", "status"));
        Assert.All(summary["sessions"]!.AsArray(), static session => Assert.NotEmpty(session!["evidence"]!.AsArray()));
        Assert.Equal(2, summary["sessions"]![1]!["evidence"]!.AsArray().Count);
        Assert.False((bool)summary["sessions"]![1]!["evidence"]![0]!["passed"]!);
        Assert.Equal(["merged", "merged", "merged"], Texts(summary, "pullRequests", "state"));
        Assert.Equal(["approved", "approved", "approved"], Texts(summary, "consents", "decision"));
        var report = Assert.Single(summary["reports"]!.AsArray())!;
        Assert.Equal("BugReport", (string?)report["type"]);
        Assert.NotNull((string?)report["issue"]);
        var slots = summary["plugins"]!.AsArray().SelectMany(static plugin => plugin!["slots"]!.AsArray().Select(static slot => ((string)slot!).Split('/')[0])).ToHashSet();
        Assert.Equal(8, slots.Count);
        Assert.All(summary["plugins"]!.AsArray(), static plugin => Assert.Equal("active", (string?)plugin!["status"]));
        await AssertMergedOnceAsync((string)summary["repository"]!);
    }

    [Fact]
    public async Task Sample_NobodyToAsk_LeavesTheRequestsPendingAndResumeFinishes()
    {
        var (exitCode, process) = await QuickstartProcess.RunAsync("--json");
        var pending = Summary(process);
        var (resumed, second) = await QuickstartProcess.RunAsync("--resume", (string)pending["folder"]!, "--yes", "--json");

        Assert.Equal(3, exitCode);
        Assert.Equal(["pending", "pending", "pending"], Texts(pending, "consents", "decision"));
        Assert.Empty(pending["pullRequests"]!.AsArray());
        Assert.True(resumed == 0, second.Error + second.Output);
        await AssertMergedOnceAsync((string)pending["repository"]!);
    }

    [Fact]
    public async Task Repository_WithARealProgram_MergesItsWork()
    {
        var repository = await NewRepositoryAsync();

        var (exitCode, process) = await QuickstartProcess.RunAsync(
            "--repo", repository, "--yes", "--json", "--task", "Say hello; $(touch canary) -x", "--task", "Say goodbye",
            "--program", "sh", "-c", "set -e; cp \"$AO_TASK_FILE\" \"$AO_SESSION_ID.txt\"; git add --all; git commit --quiet --message work",
            "--verify", "git", "rev-parse", "HEAD");
        var summary = Summary(process);

        Assert.True(exitCode == 0, process.Error + process.Output);
        Assert.Equal(["merged", "merged"], Texts(summary, "pullRequests", "state"));
        Assert.Contains("$(touch canary)", await Git.RunAsync(repository, "show", "main:demo-1.txt"), StringComparison.Ordinal);
        Assert.Contains("goodbye", await Git.RunAsync(repository, "show", "main:demo-2.txt"), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(repository, "canary")));
    }

    [Fact]
    public async Task Host_KilledAtRandomMoments_ResumeAccountsForEverythingOnce()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("AO_HOST_KILLS"), out var asked) ? asked : 10;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("AO_SEED"), out var given) ? given : Environment.ProcessId;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}, {kills} kills");
        var random = new Random(seed);
        var killed = 0;
        for (var round = 0; killed < kills && round < kills * 3; round++)
        {
            string? run = null;
            JsonNode? finished = null;
            while (finished is null)
            {
                var process = run is null ? QuickstartProcess.Start("--yes", "--json") : QuickstartProcess.Start("--resume", run, "--yes", "--json");
                if (killed < kills)
                {
                    // The wait is the point of the test: it decides where the host is hit.
                    await Task.Delay(TimeSpan.FromMilliseconds(300 + random.Next(3200)), TimeProvider.System, TestContext.Current.CancellationToken);
                    if (await process.KillAsync())
                    {
                        killed++;
                    }
                }

                var exitCode = await process.WaitAsync();
                run ??= process.RunFolder;
                if (exitCode == 0)
                {
                    finished = Summary(process);
                }
                else
                {
                    Assert.True(exitCode == 137, process.Error + process.Output);
                }
            }

            Assert.Equal(["done", "done", "done"], Texts(finished, "sessions", "status"));
            Assert.Equal(["merged", "merged", "merged"], Texts(finished, "pullRequests", "state"));
            Assert.Single(finished["reports"]!.AsArray());
            await AssertMergedOnceAsync((string)finished["repository"]!);
        }

        Assert.Equal(kills, killed);
    }

    public static TheoryData<string, string> BadRepositories => new()
    {
        { "missing", "missing" },
        { "plain", "not a git repository" },
        { "empty", "commit" },
        { "detached", "detached" },
    };

    [Theory]
    [MemberData(nameof(BadRepositories))]
    public async Task Repository_ThatCannotBeWorkedOn_IsOneClearError(string kind, string expected)
    {
        var path = _folder.Combine(kind);
        switch (kind)
        {
            case "plain":
                Directory.CreateDirectory(path);
                break;
            case "empty":
                Directory.CreateDirectory(path);
                await Git.RunAsync(path, "init", "--quiet");
                break;
            case "detached":
                Directory.CreateDirectory(path);
                await Git.RunAsync(path, "init", "--quiet", "--initial-branch=main");
                await Git.CommitAsync(path, "one");
                await Git.RunAsync(path, "checkout", "--quiet", "--detach");
                break;
            default:
                break;
        }

        var (exitCode, process) = await QuickstartProcess.RunAsync("--repo", path, "--task", "Do it.", "--yes", "--json");
        Remember(process);

        Assert.Equal(2, exitCode);
        Assert.Empty(process.Output);
        Assert.Contains(expected, process.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", process.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_ThatContradict_AreRefused()
    {
        var (exitCode, process) = await QuickstartProcess.RunAsync("--resume", _folder.Path, "--repo", _folder.Path);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("leave --repo out", process.Error, StringComparison.Ordinal);
    }

    private static string?[] Texts(JsonNode summary, string list, string name) => [.. summary[list]!.AsArray().Select(item => (string?)item![name])];

    /// <summary>Every change is in the main branch, and once.</summary>
    private static async Task AssertMergedOnceAsync(string repository)
    {
        var subjects = (await Git.RunAsync(repository, "log", "--no-merges", "--format=%s", "main")).Split('\n');
        Assert.Equal(
            ["A very small shop", "Add a discount of 10 percent", "Document the functions", "Expect the friendlier greeting", "Greet customers in a friendlier way"],
            subjects.Order(StringComparer.Ordinal));
    }

    private JsonNode Summary(QuickstartProcess process)
    {
        Remember(process);
        Assert.True(process.Output.Length > 0, process.Error);
        return process.Json;
    }

    private void Remember(QuickstartProcess process)
    {
        if (process.RunFolder is { } run)
        {
            _runs.Add(run);
        }
    }

    private async Task<string> NewRepositoryAsync()
    {
        var path = _folder.Combine("repository");
        Directory.CreateDirectory(path);
        await Git.RunAsync(path, "init", "--quiet", "--initial-branch=main");
        await File.WriteAllTextAsync(Path.Combine(path, "README.md"), "# A project\n");
        await Git.CommitAsync(path, "Begin");
        return path;
    }
}
