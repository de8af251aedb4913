using Ao;
using Ao.Consents;
using Ao.Convergence;
using Ao.Forks;

namespace Quickstart.Forks;

/// <summary>Plays three sovereign forks of one project that meet the same problem: they find each other, are told what they have in common, and each decides for itself.</summary>
internal sealed class ForksPlay(ForkRepositories repositories, ForksResult result, Person person, ForksPrinter printer)
{
    private int _adopted;

    public static async Task<int> RunAsync(RunOptions options, CancellationToken cancellationToken)
    {
        var (person, printer) = (new Person(options), new ForksPrinter(options));
        if (!person.AlwaysAgrees && !person.CanBeAsked)
        {
            Person.Tell("The play asks a person, and there is nobody to ask. Play it in a terminal, or give --yes.");
            return ExitCodes.BadInput;
        }

        var folder = RunFolder.Create();
        var (repositories, result) = (new ForkRepositories(folder), new ForksResult { Folder = folder });
        printer.Say($"Everything of this play is in {folder}.");
        await repositories.CreateAsync(cancellationToken);
        try
        {
            await new ForksPlay(repositories, result, person, printer).PlayAsync(cancellationToken);
        }
        finally
        {
            foreach (var host in result.Hosts)
            {
                await host.DisposeAsync();
            }
        }

        printer.Print(result);
        return result.Finding is null ? ExitCodes.Incomplete : ExitCodes.Success;
    }

    private async Task PlayAsync(CancellationToken cancellationToken)
    {
        foreach (var fork in PlayedForks.All)
        {
            var host = await ForkHost.StartAsync(fork, repositories, result.Folder, cancellationToken);
            result.Hosts.Add(host);
            var identity = await host.Orchestrator.Forks.DeclareAsync(host.Project, cancellationToken);
            printer.Say($"{fork.Title} ({fork.Name}) is fork {identity.ForkId}. It changed {PlayedForks.TimeoutPath}: {fork.Subject}.");
            result.Forks.Add((host, identity, await RegisterAsync(host, cancellationToken)));
        }

        printer.Say("");
        foreach (var (host, _, _) in result.Forks)
        {
            await AdoptOthersAsync(host, cancellationToken);
        }

        await FindAsync(cancellationToken);
        if (result.Finding is { } finding)
        {
            await DecideAsync(finding, cancellationToken);
            await OfferAsync(finding, cancellationToken);
        }
    }

    /// <summary>The fork leaves its ledger in the upstream's repository, so that it is found there. Nothing is written before a person has consented.</summary>
    private async Task<ForkRegistration?> RegisterAsync(ForkHost host, CancellationToken cancellationToken)
    {
        var registering = host.Orchestrator.Forks.RegisterAsync(host.Project, cancellationToken);
        await AnswerAsync(host.Orchestrator.Consents, registering, cancellationToken);
        try
        {
            var registration = await registering;
            printer.Say($"{host.Fork.Name} has left its signed ledger at {(registration.IsUpstream ? "the upstream's" : "its own")} place, where the others find it.");
            return registration;
        }
        catch (AoException exception)
        {
            printer.Say($"{host.Fork.Name} is registered nowhere, so that the others do not find it. {exception.Message}");
            return null;
        }
    }

    /// <summary>The upstream's place tells who is there; a person takes them among those that are looked at.</summary>
    private async Task AdoptOthersAsync(ForkHost host, CancellationToken cancellationToken)
    {
        foreach (var candidate in await host.Orchestrator.Forks.ListCandidatesAsync(host.Project, cancellationToken))
        {
            var (other, _, _) = result.Forks.Single(fork => fork.Identity.ForkId == candidate.ForkId);
            if (!await AgreesAsync($"{host.Fork.Title}: fork {candidate.ForkId} ({other.Fork.Name}) is registered at the upstream. Look at it, and take its signed records?", cancellationToken))
            {
                continue;
            }

            _adopted++;
            var adopted = await host.Orchestrator.Forks.AdoptAsync(host.Project, new ForkAdoption { Name = other.Fork.Name, Location = other.Location, ForkId = candidate.ForkId }, person.Operator, cancellationToken);
            printer.Say($"{host.Fork.Name} looks at {adopted.Name}: kin by shared history, {adopted.Distance?.Standing.ToString().ToLowerInvariant()}, {adopted.Distance?.Ahead} commits of its own.");
        }
    }

    private async Task FindAsync(CancellationToken cancellationToken)
    {
        foreach (var (host, _, _) in result.Forks)
        {
            await host.Orchestrator.Ledgers.ExchangeAsync(host.Project, cancellationToken);
            await host.Orchestrator.Convergence.DetectAsync(host.Project, cancellationToken);
        }

        var first = result.Forks[0].Host;
        result.Finding = BestOf(first);
        if (result.Finding is { } finding)
        {
            printer.Show(finding);
        }
        else
        {
            printer.Say(NothingFound());
        }
    }

    private string NothingFound() =>
        _adopted > 0 ? "Nothing was found that the forks have in common." : "No fork looks at another, so that there is nothing to compare.";

    /// <summary>One maintainer puts it up for decision; each decides for the own fork, and reads what the others have decided.</summary>
    private async Task DecideAsync(TrackedFinding finding, CancellationToken cancellationToken)
    {
        var proposer = result.Forks[0].Host;
        await proposer.Orchestrator.Convergence.ProposeAsync(proposer.Project, finding.Id, person.Operator, cancellationToken: cancellationToken);
        await PublishAsync(proposer, cancellationToken);
        foreach (var (host, _, _) in result.Forks)
        {
            var convergence = host.Orchestrator.Convergence;
            await host.Orchestrator.Ledgers.ExchangeAsync(host.Project, cancellationToken);
            await convergence.DetectAsync(host.Project, cancellationToken);
            if (BestOf(host) is not { } seen)
            {
                continue;
            }

            var accepts = await AgreesAsync($"{host.Fork.Title}: does this pattern belong upstream, and do you accept it for your fork? Nothing is changed by the answer.", cancellationToken);
            result.Decisions[host.Fork.Name] = accepts;
            await convergence.ProposeAsync(host.Project, seen.Id, person.Operator, cancellationToken: cancellationToken);
            if (accepts)
            {
                await convergence.AcceptAsync(host.Project, seen.Id, person.Operator, acceptance: null, cancellationToken);
            }
            else
            {
                await convergence.DeclineAsync(host.Project, seen.Id, person.Operator, "Not for this fork.", cancellationToken);
            }

            await PublishAsync(host, cancellationToken);
        }

        await proposer.Orchestrator.Ledgers.ExchangeAsync(proposer.Project, cancellationToken);
        await proposer.Orchestrator.Convergence.DetectAsync(proposer.Project, cancellationToken);
        result.Finding = proposer.Orchestrator.Convergence.Get(proposer.Project, finding.Id);
        result.SeenDecisions = result.Finding.PeerVerdicts.Count;
        foreach (var verdict in result.Finding.PeerVerdicts)
        {
            printer.Say($"{proposer.Fork.Name} reads in the ledger of {verdict.Name ?? verdict.ForkId} that {verdict.Name ?? verdict.ForkId} has {(verdict.IsAccepted ? "accepted" : "declined")}.");
        }
    }

    /// <summary>A pull request to the upstream, from the answer that the first fork has. It is opened after consent only.</summary>
    private async Task OfferAsync(TrackedFinding finding, CancellationToken cancellationToken)
    {
        var host = result.Forks[0].Host;
        if (!result.Decisions.GetValueOrDefault(host.Fork.Name) || !await AgreesAsync($"{host.Fork.Title}: propose your answer to the upstream as a pull request that credits all three?", cancellationToken))
        {
            return;
        }

        var change = new UpstreamChange { Revision = await repositories.ChangeOfAsync(host.Fork.Name, cancellationToken), BaseBranch = "main" };
        var opening = host.Orchestrator.Convergence.OpenPullRequestAsync(host.Project, finding.Id, change, cancellationToken);
        await AnswerAsync(host.Orchestrator.Consents, opening, cancellationToken);
        try
        {
            result.PullRequest = (await opening).Number;
            printer.Say($"Pull request {result.PullRequest} is open at the upstream.");
        }
        catch (AoException exception)
        {
            printer.Say($"No pull request was opened. {exception.Message}");
        }
    }

    private async Task AnswerAsync(IConsents consents, Task opening, CancellationToken cancellationToken)
    {
        while (!opening.IsCompleted)
        {
            foreach (var consent in consents.List())
            {
                if (!person.AlwaysAgrees)
                {
                    ConsentView.Show(consent, change: null, isOnForge: false, isWhole: true);
                }

                var decision = await AgreesAsync("Allow exactly this, once?", cancellationToken) ? ConsentDecision.Approve : ConsentDecision.Deny;
                await consents.AnswerAsync(consent.Id, decision, person.Operator, person.AlwaysAgrees ? "--yes was given" : null, cancellationToken);
            }

            await Task.WhenAny(opening, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken));
        }
    }

    private static async Task PublishAsync(ForkHost host, CancellationToken cancellationToken)
    {
        await host.Orchestrator.Convergence.PublishAsync(host.Project, cancellationToken);
        await host.Orchestrator.Ledgers.PublishAsync(host.Project, cancellationToken);
    }

    private static TrackedFinding? BestOf(ForkHost host) =>
        host.Orchestrator.Convergence.List(host.Project).Findings.OrderByDescending(static finding => finding.Proposals.Count).FirstOrDefault(finding => finding.Finding.Forks.Count >= PlayedForks.All.Count);

    private async Task<bool> AgreesAsync(string question, CancellationToken cancellationToken) =>
        person.AlwaysAgrees || (person.CanBeAsked && await Person.AskAsync(question, ["n", "y"], cancellationToken) == "y");
}
