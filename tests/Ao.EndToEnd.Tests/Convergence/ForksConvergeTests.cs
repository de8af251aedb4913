using System.Text.Json;
using Ao.Configuration;
using Ao.Consents;
using Ao.Convergence;
using Ao.Sessions;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests.Convergence;

/// <summary>Three forks as real repositories, two of them with a host: what they have in common is found, proposed, accepted by one and declined by the other, and both see both.</summary>
[Collection("One at a time")]
public sealed class ForksConvergeTests : IDisposable
{
    private const string File = "runtime/timeout.py";
    private static readonly Operator s_ann = new("ann", "test");
    private static readonly Operator s_bob = new("bob", "test");
    private static readonly ProjectId s_project = new("engine");
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ThreeForks_AnswerOneProblem_IsFoundProposedAcceptedHereAndDeclinedThere()
    {
        await MakeForksAsync();
        var keys = new Dictionary<string, string> { ["games"] = await KeyOfAsync("games"), ["video"] = await KeyOfAsync("video") };
        using var games = NewHost("games", keys);
        using var video = NewHost("video", keys);
        await games.StartAsync(Token);
        await video.StartAsync(Token);
        var (here, there) = (games.Services.GetRequiredService<IOrchestrator>(), video.Services.GetRequiredService<IOrchestrator>());

        var finding = await FindAsync(here);
        Assert.Equal(FindingRelation.Independent, finding.Finding.Relation);
        Assert.Equal(3, finding.Tally.Count);
        Assert.All(finding.Finding.Forks, static fork => Assert.Contains(File, fork.Paths));
        Assert.EndsWith("?", finding.Finding.Explanation, StringComparison.Ordinal);
        Assert.Equal(3, finding.Trials.Count);
        Assert.All(finding.Trials, static trial => Assert.Equal([File], trial.Conflicts));

        await here.Convergence.ProposeAsync(s_project, finding.Id, s_ann, "One way for all of us?", cancellationToken: Token);
        await here.Convergence.AcceptAsync(s_project, finding.Id, s_ann, cancellationToken: Token);
        await here.Ledgers.ExchangeAsync(s_project, Token);
        await there.Ledgers.ExchangeAsync(s_project, Token);
        var seen = await FindAsync(there);
        Assert.Equal((keys["games"], "games"), (seen.Proposals.Single().ForkId, seen.Proposals[0].Name));
        Assert.True(Assert.Single(seen.PeerVerdicts).IsAccepted);

        await there.Convergence.DeclineAsync(s_project, seen.Id, s_bob, "Our tasks have no time-outs any more.", Token);
        await there.Ledgers.ExchangeAsync(s_project, Token);
        await here.Ledgers.ExchangeAsync(s_project, Token);

        var decided = here.Convergence.Get(s_project, finding.Id);
        Assert.True(decided.Verdict!.IsAccepted);
        var other = Assert.Single(decided.PeerVerdicts);
        Assert.Equal((keys["video"], false, "Our tasks have no time-outs any more."), (other.ForkId, other.IsAccepted, other.Reason));
        Assert.Empty(here.List());
        Assert.Empty(here.Consents.List(pendingOnly: false));
        await AssertNothingOfTheForksIsPublishedAsync(keys);
        await games.StopAsync(Token);
        await video.StopAsync(Token);
    }

    /// <summary>No line, subject or path of any fork is in what both have signed, nor where it lies on this machine.</summary>
    private async Task AssertNothingOfTheForksIsPublishedAsync(Dictionary<string, string> keys)
    {
        var canaries = new HashSet<string>(StringComparer.Ordinal) { _folder.Path, "WITHOUT_TIMEOUT", "MAX_BACKOFF", "TIMEOUTS" };
        foreach (var fork in new[] { "upstream", "games", "video", "shop" })
        {
            var wrote = $"{await Git.RunAsync(_folder.Combine(fork), "log", "-p", "--format=%B", "HEAD")}\n{await Git.RunAsync(_folder.Combine(fork), "ls-files")}";
            canaries.UnionWith(wrote.Split('\n').Select(static line => line.TrimStart('+', '-', ' ').Trim()).Where(static line => line.Length > 8));
        }

        foreach (var (fork, forkId) in keys)
        {
            var segments = (await Git.RunAsync(_folder.Combine(fork), "ls-tree", "-r", "--name-only", $"refs/ao/ledger/{forkId}")).Split('\n').Where(static file => file.EndsWith(".jsonl", StringComparison.Ordinal)).ToList();
            var published = new System.Text.StringBuilder(await Git.RunAsync(_folder.Combine(fork), "log", "--format=%an %ae %B", $"refs/ao/ledger/{forkId}"));
            foreach (var segment in segments)
            {
                foreach (var line in (await Git.RunAsync(_folder.Combine(fork), "cat-file", "blob", $"refs/ao/ledger/{forkId}:{segment}")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    using var payload = JsonDocument.Parse(Convert.FromBase64String(JsonDocument.Parse(line).RootElement.GetProperty("payload").GetString()!));
                    published.Append('\n').AppendJoin('\n', TextsOf(payload.RootElement));
                }
            }

            var text = published.ToString();
            Assert.NotEmpty(segments);
            Assert.Contains(fork == "games" ? "3 forks answered one problem independently" : "Our tasks have no time-outs any more.", text, StringComparison.Ordinal);
            Assert.All(canaries, canary => Assert.DoesNotContain(canary, text, StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> TextsOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static property => TextsOf(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(TextsOf),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    private static async Task<TrackedFinding> FindAsync(IOrchestrator orchestrator)
    {
        var round = await orchestrator.Convergence.DetectAsync(s_project, Token);
        Assert.All(round.Forks, static fork => Assert.Null(fork.Problem));
        return orchestrator.Convergence.List(s_project).Findings.First(static finding => finding.Finding.Forks.Count == 3);
    }

    /// <summary>Starts a host for once, which makes its key.</summary>
    private async Task<string> KeyOfAsync(string name)
    {
        using var host = NewHost(name, []);
        await host.StartAsync(Token);
        var ledgers = host.Services.GetRequiredService<IOrchestrator>().Ledgers;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (ledgers.FindKey(s_project) is null)
        {
            // It declares itself beside its start, and no call waits for that.
            await timer.WaitForNextTickAsync(Token);
        }

        await host.StopAsync(Token);
        return ledgers.FindKey(s_project)!.ForkId;
    }

    private IHost NewHost(string name, Dictionary<string, string> keys)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAo(options =>
        {
            options.DataFolder = _folder.Combine($"{name}-data");
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Projects[s_project.Value] = new ProjectOptions
            {
                Path = _folder.Combine(name),
                Fork = { Name = name, Upstream = _folder.Combine("upstream"), Peers = [.. new[] { "games", "video", "shop" }.Where(peer => peer != name && keys.Count > 0).Select(peer => new PeerOptions { Name = peer, Location = _folder.Combine(peer), ForkId = keys.GetValueOrDefault(peer) })] },
                Ledger = { Places = [new LedgerPlaceOptions { Location = _folder.Combine(name) }] },
                Convergence = { Detectors = ["patterns"], Publish = { Patterns = true, Decisions = true } },
            };
        });
        return builder.Build();
    }

    private async Task MakeForksAsync()
    {
        var upstream = _folder.Combine("upstream");
        Directory.CreateDirectory(Path.Combine(upstream, "runtime"));
        await Git.RunAsync(upstream, "init", "--quiet", "--initial-branch=main");
        await WriteAsync("upstream", "DEFAULT_TIMEOUT = 30\n\n\ndef wait_for(task, clock):\n    \"\"\"Waits for a task to finish.\"\"\"\n    deadline = clock.now() + DEFAULT_TIMEOUT\n    while not task.done():\n        if clock.now() > deadline:\n            raise TimeoutError(task.name)\n        clock.sleep(1)\n    return task.result()\n");
        await Git.CommitAsync(upstream, "Runtime: wait for tasks");
        foreach (var fork in new[] { "games", "video", "shop" })
        {
            await Git.RunAsync(_folder.Path, "clone", "--quiet", upstream, _folder.Combine(fork));
        }

        await AnswerAsync("games", "Runtime: long tasks are killed by the timeout, so each task type has its own timeout", "TIMEOUTS = {'render': 600, 'asset': 120}\nDEFAULT_TIMEOUT = 30\n\n\ndef wait_for(task, clock):\n    \"\"\"Waits for a task to finish, as long as its type may take.\"\"\"\n    deadline = clock.now() + TIMEOUTS.get(task.type, DEFAULT_TIMEOUT)\n    while not task.done():\n        if clock.now() > deadline:\n            raise TimeoutError(task.name)\n        clock.sleep(1)\n    return task.result()\n");
        await AnswerAsync("video", "Waiting: back off, and look at the health of a task before its timeout kills it", "DEFAULT_TIMEOUT = 30\nMAX_BACKOFF = 64\n\n\ndef wait_for(task, clock):\n    \"\"\"Waits for a task to finish, as long as it is healthy.\"\"\"\n    deadline = clock.now() + DEFAULT_TIMEOUT\n    backoff = 1\n    while not task.done():\n        if clock.now() > deadline:\n            if not task.healthy():\n                raise TimeoutError(task.name)\n            deadline = clock.now() + DEFAULT_TIMEOUT * backoff\n        backoff = min(backoff * 2, MAX_BACKOFF)\n        clock.sleep(backoff)\n    return task.result()\n");
        await AnswerAsync("shop", "Long tasks: some categories of tasks never time out", "DEFAULT_TIMEOUT = 30\nWITHOUT_TIMEOUT = {'import', 'reindex'}\n\n\ndef wait_for(task, clock):\n    \"\"\"Waits for a task to finish; some categories may take for ever.\"\"\"\n    deadline = None if task.category in WITHOUT_TIMEOUT else clock.now() + DEFAULT_TIMEOUT\n    while not task.done():\n        if deadline is not None and clock.now() > deadline:\n            raise TimeoutError(task.name)\n        clock.sleep(1)\n    return task.result()\n");
        foreach (var (fork, path) in new[] { ("games", "assets/list.txt"), ("video", "docs/video.md"), ("shop", "cart/total.py") })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.Combine(fork + "/" + path))!);
            await System.IO.File.WriteAllTextAsync(_folder.Combine(fork + "/" + path), $"Only {fork} has this.\n", Token);
            await CommitAsync(fork, $"{fork}: its own matter");
        }
    }

    private async Task AnswerAsync(string fork, string message, string text)
    {
        await WriteAsync(fork, text);
        await CommitAsync(fork, message);
    }

    /// <summary>Each fork has people of its own: one author of all answers would have copied them.</summary>
    private async Task CommitAsync(string fork, string message)
    {
        await Git.RunAsync(_folder.Combine(fork), "add", "--all");
        await Git.RunAsync(_folder.Combine(fork), "-c", $"user.name=Maintainer of {fork}", "-c", $"user.email={fork}@example.org", "commit", "--quiet", "--message", message);
    }

    private Task WriteAsync(string fork, string text) => System.IO.File.WriteAllTextAsync(Path.Combine(_folder.Combine(fork), File), text, Token);
}
