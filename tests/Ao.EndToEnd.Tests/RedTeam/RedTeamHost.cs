using Ao.Consents;
using Ao.Enforcement;
using Ao.PullRequests;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests.RedTeam;

/// <summary>The host that the red team works in, in a process of its own, which has a person's credentials in its variables: this test program again.</summary>
public sealed class RedTeamHost
{
    private const string FolderVariable = "AO_TEST_RED_FOLDER";
    private const string LevelVariable = "AO_TEST_RED_LEVEL";
    private const string ForgeVariable = "AO_TEST_RED_FORGE";

    /// <summary>Plays a session from its request to its pull request.</summary>
    /// <returns>What the host says afterwards, a line each.</returns>
    internal static async Task<string[]> PlayAsync(RedTeamWorld world)
    {
        var variables = world.Variables;
        variables[FolderVariable] = world.Folder;
        variables[LevelVariable] = world.Level.ToString();
        variables[ForgeVariable] = world.ForgeAddress;
        var (exitCode, output) = await HostProcess.RunAsync<RedTeamHost>(variables);
        Assert.True(exitCode == 0, output);
        return await File.ReadAllLinesAsync(world.Result, TestContext.Current.CancellationToken);
    }

    /// <summary>The host itself.</summary>
    [Fact(Explicit = true)]
    public async Task Host()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException("For other tests only.");
        var token = TestContext.Current.CancellationToken;
        var world = new RedTeamWorld(folder, Enum.Parse<EnforcementLevel>(Environment.GetEnvironmentVariable(LevelVariable)!), Environment.GetEnvironmentVariable(ForgeVariable)!);
        using var host = world.NewHost();
        await host.StartAsync(token);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        var spawned = await orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Try everything." }, token);
        await foreach (var consent in orchestrator.Consents.WatchAsync(token))
        {
            // The one thing that a person allows: what the host itself proposes.
            if (consent.State == ConsentState.Pending)
            {
                await orchestrator.Consents.AnswerAsync(consent.Id, ConsentDecision.Approve, new Operator("person", "test"), cancellationToken: token);
                break;
            }
        }

        await foreach (var change in orchestrator.WatchAsync(cancellationToken: token))
        {
            if (change.Session.PullRequest?.State is { } state)
            {
                Assert.True(state == ProposalState.Open, change.Session.PullRequest.Reason);
                break;
            }
        }

        var session = orchestrator.Get(spawned.Id);
        var merged = await orchestrator.PullRequests.GetAsync(session.Id, token);
        var audit = await orchestrator.Audit.VerifyAsync(token);
        await File.WriteAllLinesAsync(
            world.Result,
            [
                $"level {session.Enforcement!.Level}",
                $"audit {audit.IsIntact}",
                $"head {merged.HeadBranch} {merged.HeadRevision}",
                .. session.Pushes.Select(static push => $"push {push.Reference} {push.State}"),
            ],
            token);
        await host.StopAsync(token);
    }
}
