using Ao.Configuration;
using Ao.Consents;
using Ao.Effects;
using Ao.Sessions;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests;

/// <summary>What an agent pushes, from its own git to the place where it is published.</summary>
[Collection("One at a time")]
public sealed class PushRelayTests : IDisposable
{
    /// <summary>Pushes, waits to be let on, amends and pushes by force, and pushes to another branch too.</summary>
    private const string Agent = """
        say() { echo "{\"ao\":\"activity\",\"state\":\"active\",\"detail\":\"$1\"}"; }
        echo one > work.txt; git add work.txt; git commit -q -m one; git push -q origin HEAD HEAD:refs/heads/main; say pushed
        while [ ! -e "$AO_STATE/go" ]; do sleep 0.05; done
        echo two > work.txt; git commit -q -a --amend -m two; git push -q --force origin HEAD; say amended
        while [ ! -e "$AO_STATE/end" ]; do sleep 0.05; done
        """;

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Repository => _folder.Combine("repository");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Push_OfTheSessionsBranch_IsPublishedWithConsentAndSupersededByANewer()
    {
        await MakeRepositoryAsync();
        using var host = await StartAsync(relays: true);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        var session = (await orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Push." }, Token)).Id;

        var first = await AskedAsync(orchestrator, static consent => consent.State == ConsentState.Pending);
        Assert.Equal((EffectKind.PublishBranch, Repository), (first.Kind, first.Parameters["pushTarget"]));
        Assert.Equal("work.txt", first.Parameters["changedPaths"]);
        Let(session, "go");
        var second = await AskedAsync(orchestrator, consent => consent.State == ConsentState.Pending && consent.Id != first.Id);
        await AskedAsync(orchestrator, consent => consent.Id == first.Id && consent.State == ConsentState.Withdrawn);
        Assert.Equal("main", await Git.RunAsync(Repository, "for-each-ref", "--format=%(refname:short)"));

        await orchestrator.Consents.AnswerAsync(second.Id, ConsentDecision.Approve, new Operator("ada", "test"), cancellationToken: Token);
        var pushes = await PushesAsync(orchestrator, session, static pushes => pushes.Any(static push => push.State == PushState.Published));

        Assert.Equal([PushState.Superseded, PushState.Refused, PushState.Published], pushes.Select(static push => push.State));
        Assert.Equal(second.Parameters["revision"], await Git.RunAsync(Repository, "rev-parse", second.Parameters["branch"]));
        Assert.NotEqual(second.Parameters["revision"], await Git.RunAsync(Repository, "rev-parse", "main"));
        Let(session, "end");
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Push_HostIsStartedAgain_TheSameQuestionStandsAndItsAnswerPublishes()
    {
        await MakeRepositoryAsync();
        Consent asked;
        SessionId session;
        using (var host = await StartAsync(relays: true))
        {
            var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
            session = (await orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Push." }, Token)).Id;
            asked = await AskedAsync(orchestrator, static consent => consent.State == ConsentState.Pending);
            await host.StopAsync(Token);
        }

        using var next = await StartAsync(relays: true);
        var again = next.Services.GetRequiredService<IOrchestrator>();
        await again.Consents.AnswerAsync(asked.Id, ConsentDecision.Approve, new Operator("ada", "test"), cancellationToken: Token);
        await PushesAsync(again, session, static pushes => pushes.Any(static push => push.State == PushState.Published));

        Assert.Single(again.Consents.List(pendingOnly: false));
        Assert.Equal(asked.Parameters["revision"], await Git.RunAsync(Repository, "rev-parse", asked.Parameters["branch"]));
        await again.StopAsync(session, cancellationToken: Token);
        await next.StopAsync(Token);
    }

    [Fact]
    public async Task Push_ProjectRelaysNone_IsWrittenDownAndAskedForByNobody()
    {
        await MakeRepositoryAsync();
        using var host = await StartAsync(relays: false);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        var session = (await orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Push." }, Token)).Id;
        Let(session, "go");
        Let(session, "end");

        var pushes = await PushesAsync(orchestrator, session, static pushes => pushes.Count >= 2);

        Assert.All(pushes, static push => Assert.Equal(push.Reference == "main" ? PushState.Refused : PushState.Recorded, push.State));
        Assert.Empty(orchestrator.Consents.List(pendingOnly: false));
        await host.StopAsync(Token);
    }

    private void Let(SessionId session, string what)
    {
        var state = _folder.Combine("data", "sessions", session.Value, "state");
        Directory.CreateDirectory(state);
        File.WriteAllText(Path.Combine(state, what), "");
    }

    private static async Task<Consent> AskedAsync(IOrchestrator orchestrator, Func<Consent, bool> isWanted)
    {
        if (orchestrator.Consents.List(pendingOnly: false).FirstOrDefault(isWanted) is { } there)
        {
            return there;
        }

        await foreach (var consent in orchestrator.Consents.WatchAsync(Token))
        {
            if (isWanted(consent))
            {
                return consent;
            }
        }

        throw new InvalidOperationException("The watch ended.");
    }

    private static async Task<IReadOnlyList<SessionPush>> PushesAsync(IOrchestrator orchestrator, SessionId id, Func<IReadOnlyList<SessionPush>, bool> isWanted)
    {
        await foreach (var change in orchestrator.WatchAsync(cancellationToken: Token))
        {
            if (change.Session.Id == id && isWanted(change.Session.Pushes))
            {
                return change.Session.Pushes;
            }
        }

        throw new InvalidOperationException("The watch ended.");
    }

    private async Task MakeRepositoryAsync()
    {
        Directory.CreateDirectory(Repository);
        await Git.RunAsync(Repository, "init", "--quiet", "--initial-branch=main");
        await Git.CommitAsync(Repository, "Begin");
    }

    private async Task<IHost> StartAsync(bool relays)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAo(options =>
        {
            options.DataFolder = _folder.Combine("data");
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Admission.MinFreeMemoryMegabytes = 0;
            options.Projects["shop"] = new ProjectOptions
            {
                Path = Repository,
                Agents = { ["command"] = new AgentOptions { Command = ["sh", "-c", Agent], Options = { ["protocol"] = "jsonl" } } },
                PullRequests = { OpenWhenDone = false, RelayPushes = relays },
            };
        });
        var host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }
}
