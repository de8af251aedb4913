using System.Globalization;
using Ao.Claims;
using Ao.Sessions;
using Ao.TestSupport;
using Ao.Trackers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests.Claims;

/// <summary>Two hosts, each with its own folder, on one local forge and tracker: of all that want one thing, one gets it.</summary>
/// <remarks><c>AO_RACE_ROUNDS</c> says how often they race; 3 times where it is not set.</remarks>
public sealed class RaceTests(ITestOutputHelper output) : IDisposable
{
    private const int Issues = 10;
    private const int PullRequests = 5;
    private const int Sessions = 20;
    private static readonly ProjectId s_shop = new(SharedForge.Name);
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("AO_RACE_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? rounds : 3;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TwentySessionsOfTwoHosts_RaceForIssuesAndPullRequests_OneHolderEach()
    {
        var forge = new SharedForge(_folder.Path);
        await forge.MakeRepositoryAsync();
        await OpenIssuesAsync(forge);
        await ProposeAsync(forge);
        using var left = await StartAsync(forge, "left", "sleep 100000");
        using var right = await StartAsync(forge, "right", "sleep 100000");
        IOrchestrator[] hosts = [left.Services.GetRequiredService<IOrchestrator>(), right.Services.GetRequiredService<IOrchestrator>()];
        var racers = new List<(IOrchestrator Host, SessionId Session)>();
        for (var index = 0; index < Sessions; index++)
        {
            racers.Add((hosts[index % 2], (await hosts[index % 2].SpawnAsync(new SpawnRequest { Project = SharedForge.Name, Prompt = "Wait." }, Token)).Id));
        }

        string[] resources = [.. Enumerable.Range(1, Issues).Select(static number => $"issue/{number}"), .. Enumerable.Range(1, PullRequests).Select(static number => $"pull-request/{number}")];
        for (var round = 1; round <= Rounds; round++)
        {
            var granted = (await Task.WhenAll(racers.Select((racer, index) => Task.Run(() => RaceAsync(racer, Rotate(resources, (index + round) % resources.Length)))))).SelectMany(static won => won).ToList();
            var standing = await hosts[round % 2].Claims.ReadAsync(s_shop, Token);

            Assert.Equal(resources.Order(StringComparer.Ordinal), standing.Select(static claim => claim.Resource).Order(StringComparer.Ordinal));
            Assert.Equal(resources.Order(StringComparer.Ordinal), granted.Select(static claim => claim.Resource).Order(StringComparer.Ordinal));
            Assert.Equal(
                standing.OrderBy(static claim => claim.Resource, StringComparer.Ordinal).Select(static claim => claim.Holder),
                granted.OrderBy(static claim => claim.Resource, StringComparer.Ordinal).Select(static claim => claim.Holder));
            Assert.Equal(resources.Length, hosts.Sum(static host => host.Claims.List(s_shop).Count));
            foreach (var (host, session) in racers)
            {
                foreach (var held in host.Claims.List(s_shop).Where(claim => claim.Holder.Session == session))
                {
                    await host.Claims.ReleaseAsync(session, held.Resource, Token);
                }
            }

            Assert.Empty(await hosts[0].Claims.ReadAsync(s_shop, Token));
        }

        output.WriteLine($"{Rounds} rounds: {Sessions} sessions of two hosts, {Issues} issues, {PullRequests} pull requests, one holder each.");
        await StopAllAsync(hosts);
        await left.StopAsync(Token);
        await right.StopAsync(Token);
    }

    [Fact]
    public async Task BacklogOfTwoHosts_BeginsOneSessionForEachIssue()
    {
        var forge = new SharedForge(_folder.Path);
        await forge.MakeRepositoryAsync();
        await OpenIssuesAsync(forge);
        using var left = await StartAsync(forge, "left", "sleep 100000", isBacklog: true);
        using var right = await StartAsync(forge, "right", "sleep 100000", isBacklog: true);
        IOrchestrator[] hosts = [left.Services.GetRequiredService<IOrchestrator>(), right.Services.GetRequiredService<IOrchestrator>()];
        while (hosts.Sum(static host => host.List().Count(static session => session.Issue is not null)) < Issues)
        {
            await Task.WhenAll(hosts.Select(static host => host.Backlog.LookAsync(s_shop, Token)));
        }

        await Task.WhenAll(hosts.Select(static host => host.Backlog.LookAsync(s_shop, Token)));
        var begun = hosts.SelectMany(static host => host.List()).Select(static session => session.Issue!.Id).ToList();
        var claims = await hosts[0].Claims.ReadAsync(s_shop, Token);

        Assert.Equal(Issues, begun.Count);
        Assert.Equal(Issues, begun.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Issues, claims.Count);
        output.WriteLine($"{hosts[0].List().Count} of {Issues} issues on the one host, {hosts[1].List().Count} on the other.");
        await StopAllAsync(hosts);
        await left.StopAsync(Token);
        await right.StopAsync(Token);
    }

    /// <summary>Has one session claim all it can, beginning elsewhere than the others.</summary>
    private static async Task<IReadOnlyList<HeldClaim>> RaceAsync((IOrchestrator Host, SessionId Session) racer, IEnumerable<string> resources)
    {
        var won = new List<HeldClaim>();
        foreach (var resource in resources)
        {
            // A session owns one pull request.
            if (resource.StartsWith("pull-request/", StringComparison.Ordinal) && won.Exists(static claim => claim.Resource.StartsWith("pull-request/", StringComparison.Ordinal)))
            {
                continue;
            }

            if (await racer.Host.Claims.ClaimAsync(racer.Session, resource, Token) is { IsGranted: true } answer)
            {
                won.Add(answer.Claim);
            }
        }

        return won;
    }

    private static IEnumerable<string> Rotate(string[] resources, int by) => resources.Skip(by).Concat(resources.Take(by));

    private static async Task OpenIssuesAsync(SharedForge forge)
    {
        using var opener = await StartAsync(forge, "opener", "true");
        for (var number = 1; number <= Issues; number++)
        {
            await opener.Services.GetRequiredService<IOrchestrator>().Issues.CreateAsync(s_shop, new IssueDraft { Title = $"Issue {number}", Labels = ["ao:backlog"] }, Token);
        }

        await opener.StopAsync(Token);
    }

    /// <summary>Has five sessions of a host that then goes propose changes, and gives these up.</summary>
    private static async Task ProposeAsync(SharedForge forge)
    {
        using var host = await StartAsync(forge, "proposer", "echo change >\"$AO_SESSION_ID.txt\" && git add --all && git commit --quiet --message Change");
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        using var approving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var answering = Approvals.ApproveAsync(orchestrator, approving.Token);
        for (var number = 1; number <= PullRequests; number++)
        {
            var session = await orchestrator.SpawnAsync(new SpawnRequest { Project = SharedForge.Name, Prompt = "Change something." }, Token);
            await foreach (var change in orchestrator.WatchAsync(cancellationToken: Token))
            {
                if (change.Session.Id == session.Id && change.Session.PullRequest is { } proposed)
                {
                    Assert.NotNull(proposed.Number);
                    await orchestrator.Claims.ReleaseAsync(session.Id, $"pull-request/{proposed.Number}", Token);
                    break;
                }
            }
        }

        await approving.CancelAsync();
        await answering;
        await host.StopAsync(Token);
    }

    private static async Task<IHost> StartAsync(SharedForge forge, string name, string script, bool isBacklog = false)
    {
        var host = forge.NewHost(name, script, project =>
        {
            project.Backlog.Enabled = isBacklog;
            project.Backlog.MaxSessions = Issues;
        });
        await host.StartAsync(Token);
        return host;
    }

    private static Task StopAllAsync(IEnumerable<IOrchestrator> hosts) =>
        Task.WhenAll(hosts.SelectMany(static host => host.List().Select(session => host.StopAsync(session.Id, cancellationToken: Token))));
}
