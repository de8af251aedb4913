using Ao.Reactions;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.EndToEnd.Tests.Reactions;

/// <summary>A host that reacts to a red check until its budget is used up, in a process of its own, and is killed as by kill -9 at a fact: this test program again.</summary>
public sealed class ReactionHost
{
    private const string FolderVariable = "AO_TEST_REACTION_FOLDER";
    private const string StageVariable = "AO_TEST_REACTION_STAGE";

    /// <summary>Runs a host that dies as soon as a fact of a kind is durable and nobody was told yet.</summary>
    /// <param name="shop">The project.</param>
    /// <param name="stage">The kind of the fact.</param>
    /// <returns>Whether it died there; otherwise the reaction was escalated.</returns>
    internal static Task<bool> DieAtAsync(GreetingShop shop, string stage) =>
        HostProcess.DiesAsync<ReactionHost>(new Dictionary<string, string?> { [FolderVariable] = shop.Folder, [StageVariable] = stage });

    /// <summary>Brings the reaction to its escalation, whatever was done already.</summary>
    internal static Task<Session> FinishAsync(IOrchestrator orchestrator, FactWatch facts, CancellationToken cancellationToken) =>
        GreetingShop.WorkUntilAsync(orchestrator, facts, static (orchestrator, session) => GreetingShop.CiFailed(orchestrator, session)?.Status == ReactionStatus.Escalated, cancellationToken);

    /// <summary>The host itself.</summary>
    [Fact(Explicit = true)]
    public async Task Host()
    {
        var shop = new GreetingShop(Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException("For other tests only."));
        var facts = new FactWatch();
        using var host = shop.NewHost(facts, new DeathAtFact(Environment.GetEnvironmentVariable(StageVariable)!));
        await host.StartAsync(TestContext.Current.CancellationToken);
        await FinishAsync(host.Services.GetRequiredService<IOrchestrator>(), facts, TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
