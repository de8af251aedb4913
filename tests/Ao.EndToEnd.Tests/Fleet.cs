using Ao.Configuration;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests;

/// <summary>One project of sessions whose agent counts aloud, takes messages, and is not to be disturbed; made alike in this process and in one that is killed.</summary>
internal sealed record Fleet(string Folder, string Runtime)
{
    /// <summary>Says once that it was started, counts in a file for as long as it lives, and answers messages.</summary>
    private const string Agent = """
        echo "$AO_RUN_ID" >>"$AO_STATE/started"
        ( count=0; while :; do count=$((count+1)); echo "$count" >"$AO_STATE/count.new"; mv "$AO_STATE/count.new" "$AO_STATE/count"; sleep 1; done ) &
        echo '{"ao":"activity","state":"active"}'
        while read -r line; do
          case "$line" in *'"ao":"message"'*) id=${line#*'"id":"'}; id=${id%%'"'*}; echo "$id" >>"$AO_STATE/seen"; printf '{"ao":"ack","id":"%s"}\n' "$id";; esac
        done
        """;

    public string Data => Path.Combine(Folder, "data");

    public string Repository => Path.Combine(Folder, "repository");

    public async Task MakeRepositoryAsync()
    {
        Directory.CreateDirectory(Repository);
        await Git.RunAsync(Repository, "init", "--quiet", "--initial-branch=main");
        await Git.CommitAsync(Repository, "Begin");
    }

    /// <summary>Makes a host.</summary>
    /// <param name="configure">Adds to the orchestrator's own services.</param>
    public IHost NewHost(Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var ao = builder.Services.AddAo(options =>
        {
            options.DataFolder = Data;
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Admission.MaxSessions = 1000;
            options.Admission.MinFreeMemoryMegabytes = 0;
            options.Projects["fleet"] = new ProjectOptions
            {
                Path = Repository,
                Runtime = Runtime,
                Agents = { ["command"] = new AgentOptions { Command = ["sh", "-c", Agent], Options = { ["input"] = "channel", ["protocol"] = "jsonl" } } },
                PullRequests = { OpenWhenDone = false },
            };
        });
        configure?.Invoke(ao.Services);
        return builder.Build();
    }

    /// <summary>Asks for the sessions; those that were asked for before are the same.</summary>
    public static Task SpawnAsync(IOrchestrator orchestrator, int count, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(Enumerable.Range(1, count), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (number, token) =>
            await orchestrator.SpawnAsync(new SpawnRequest { Project = "fleet", Prompt = "Count.", Key = new OperationKey($"fleet/{number}") }, token));

    /// <summary>Waits until every session is as wanted.</summary>
    public static async Task WaitAsync(IOrchestrator orchestrator, Func<Session, bool> isWanted, CancellationToken cancellationToken)
    {
        var position = orchestrator.Position;
        var open = orchestrator.List().Where(session => !isWanted(session)).Select(static session => session.Id).ToHashSet();
        if (open.Count == 0)
        {
            return;
        }

        await foreach (var change in orchestrator.WatchAsync(position, cancellationToken))
        {
            if (change.Session.Status is SessionStatus.Failed or SessionStatus.Lost)
            {
                Assert.Fail($"{change.Session.Id}: {change.Session.Reason}");
            }

            if (isWanted(change.Session) && open.Remove(change.Session.Id) && open.Count == 0)
            {
                return;
            }
        }
    }

    /// <summary>Reads a file that the agent of a session keeps; nothing, where it is not there yet.</summary>
    public string[] Read(SessionId id, string name)
    {
        var path = Path.Combine(Data, "sessions", id.Value, "state", name);
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }

    /// <summary>Gives how far the agent of a session has counted.</summary>
    public int CountOf(SessionId id) => Read(id, "count") is [var count] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>Finds processes whose variables lead into the data folder.</summary>
    public List<string> LiveProcesses()
    {
        var found = new List<string>();
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(static folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(process, "environ")).Contains($"AO_STATE={Data}", StringComparison.Ordinal))
                {
                    found.Add(process);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It ended while it was looked at, or is somebody else's.
            }
        }

        return found;
    }
}
