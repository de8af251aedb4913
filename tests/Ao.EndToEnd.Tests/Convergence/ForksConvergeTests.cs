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

        await here.Convergence.ProposeAsync(s_project, finding.Id, s_ann, "One way for all of us?", Token);
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
        await games.StopAsync(Token);
        await video.StopAsync(Token);
    }

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
        await AnswerAsync("video", "Runtime: long tasks are killed by the timeout; back off and check the health of the task before its timeout", "DEFAULT_TIMEOUT = 30\nMAX_BACKOFF = 64\n\n\ndef wait_for(task, clock):\n    \"\"\"Waits for a task to finish, as long as it is healthy.\"\"\"\n    deadline = clock.now() + DEFAULT_TIMEOUT\n    backoff = 1\n    while not task.done():\n        if clock.now() > deadline:\n            if not task.healthy():\n                raise TimeoutError(task.name)\n            deadline = clock.now() + DEFAULT_TIMEOUT * backoff\n        backoff = min(backoff * 2, MAX_BACKOFF)\n        clock.sleep(backoff)\n    return task.result()\n");
        await AnswerAsync("shop", "Runtime: long tasks are killed by the timeout; tasks of a category without timeouts never time out", "DEFAULT_TIMEOUT = 30\nWITHOUT_TIMEOUT = {'import', 'reindex'}\n\n\ndef wait_for(task, clock):\n    \"\"\"Waits for a task to finish; some categories may take for ever.\"\"\"\n    deadline = None if task.category in WITHOUT_TIMEOUT else clock.now() + DEFAULT_TIMEOUT\n    while not task.done():\n        if deadline is not None and clock.now() > deadline:\n            raise TimeoutError(task.name)\n        clock.sleep(1)\n    return task.result()\n");
        foreach (var (fork, path) in new[] { ("games", "assets/list.txt"), ("video", "docs/video.md"), ("shop", "cart/total.py") })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.Combine(fork + "/" + path))!);
            await System.IO.File.WriteAllTextAsync(_folder.Combine(fork + "/" + path), $"Only {fork} has this.\n", Token);
            await Git.CommitAsync(_folder.Combine(fork), $"{fork}: its own matter");
        }
    }

    private async Task AnswerAsync(string fork, string message, string text)
    {
        await WriteAsync(fork, text);
        await Git.CommitAsync(_folder.Combine(fork), message);
    }

    private Task WriteAsync(string fork, string text) => System.IO.File.WriteAllTextAsync(Path.Combine(_folder.Combine(fork), File), text, Token);
}
