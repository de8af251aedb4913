using Ao.Configuration;
using Ao.Consents;
using Ao.Effects;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests.Budgets;

/// <summary>A project whose agent burns a million tokens a minute; made alike in this process and in one that is killed.</summary>
internal sealed record BurningShop(string Folder)
{
    public const string Name = "shop";

    /// <summary>How many tokens the agent uses in one go, ten times a second.</summary>
    public const int TokensAtOnce = 1_667;

    /// <summary>Does not heed a request to end, and counts how often it has said that it has used tokens.</summary>
    private const string Burning = """
        trap '' TERM INT
        echo "$AO_RUN_ID" >>"$AO_STATE/started"
        [ -f "$AO_STATE/said" ] && said=$(cat "$AO_STATE/said") || said=0
        while :; do
          said=$((said+1)); echo "$said" >"$AO_STATE/said"
          echo '{"ao":"usage","input":1600,"output":67}'
          sleep 0.1
        done
        """;

    private const string Silent = """
        echo "$AO_RUN_ID" >>"$AO_STATE/started"
        while :; do sleep 0.1; done
        """;

    public static Operator Operator { get; } = new("ann", "test");

    public static SessionId Session { get; } = new(Name, 1);

    public string Data => Path.Combine(Folder, "data");

    public string Repository => Path.Combine(Folder, "repository");

    public async Task MakeRepositoryAsync()
    {
        Directory.CreateDirectory(Repository);
        await Git.RunAsync(Repository, "init", "--quiet", "--initial-branch=main");
        await Git.CommitAsync(Repository, "Begin");
    }

    /// <summary>Makes a host.</summary>
    /// <param name="configure">Says what may be spent.</param>
    public IHost NewHost(Action<AoOptions> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAo(options =>
        {
            options.DataFolder = Data;
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Admission.MinFreeMemoryMegabytes = 0;
            options.Projects[Name] = new ProjectOptions
            {
                Path = Repository,
                Agents = { ["command"] = new AgentOptions { Command = ["sh", "-c", "case $(cat \"$AO_TASK_FILE\") in *silent*) " + Silent + ";; *) " + Burning + ";; esac"], Options = { ["protocol"] = "jsonl" } } },
                PullRequests = { OpenWhenDone = false },
            };
            configure(options);
        });
        return builder.Build();
    }

    public static Task<Session> SpawnAsync(IOrchestrator orchestrator, string task, CancellationToken cancellationToken) =>
        orchestrator.SpawnAsync(new SpawnRequest { Project = Name, Prompt = task, Key = new OperationKey("burn/1") }, cancellationToken);

    /// <summary>Waits until the session is as wanted, and says how it stands where that takes too long.</summary>
    public static async Task<Session> WaitAsync(IOrchestrator orchestrator, Func<Session, bool> isWanted, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        try
        {
            await foreach (var change in orchestrator.WatchAsync(0, patience.Token))
            {
                if (orchestrator.Get(Session) is var session && change.Session.Id == Session && isWanted(session))
                {
                    return session;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var session = orchestrator.Get(Session);
            Assert.Fail($"{session.Id} is {session.Status}: {session.Reason}\n{session.Budget}\n{string.Join('\n', orchestrator.Consents.List(pendingOnly: false).Select(static consent => $"{consent.State} {consent.Title}"))}");
        }

        throw new InvalidOperationException("Watching has ended.");
    }

    /// <summary>Waits until the session is paused and its newest run has ended: nothing more is heard of it.</summary>
    public static async Task<Session> RestedAsync(IOrchestrator orchestrator, CancellationToken cancellationToken)
    {
        var ended = 0;
        await foreach (var change in orchestrator.WatchAsync(0, cancellationToken))
        {
            ended += change.Kind == "session.run-ended" ? 1 : 0;
            if (orchestrator.Get(Session) is { Status: SessionStatus.Paused, Runs: > 0 } session && session.Runs == ended)
            {
                return session;
            }
        }

        throw new InvalidOperationException("Watching has ended.");
    }

    /// <summary>Waits until people are asked to raise a budget.</summary>
    public static async Task<Consent> AskedAsync(IOrchestrator orchestrator, CancellationToken cancellationToken)
    {
        await foreach (var consent in orchestrator.Consents.WatchAsync(cancellationToken))
        {
            if (consent is { State: ConsentState.Pending, Kind: EffectKind.RaiseBudget })
            {
                return consent;
            }
        }

        throw new InvalidOperationException("Watching has ended.");
    }

    /// <summary>Gives the lines of a file in the session's own folder.</summary>
    public IReadOnlyList<string> Read(string name) =>
        Directory.EnumerateFiles(Data, name, SearchOption.AllDirectories).SelectMany(File.ReadAllLines).ToList();

    /// <summary>Counts the processes of the shop that live.</summary>
    public int CountProcesses() => Directory.EnumerateDirectories("/proc").Count(process =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ")).Contains($"AO_STATE={Data}", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No process, or one that has just ended, or somebody else's.
            return false;
        }
    });
}
