using Ao.Configuration;
using Ao.Sessions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests.Reactions;

/// <summary>A project on the local forge whose pull requests are checked, with an agent that mends what it is told of.</summary>
/// <param name="Folder">The folder that holds all of it.</param>
internal sealed record CheckedShop(string Folder)
{
    public const string Name = "shop";

    public string Repository => Path.Combine(Folder, "repository");

    /// <summary>Gets what the agent does, a shell script: <c>$task</c> is its task or what it is told.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets the commands of the checks, by name.</summary>
    public IReadOnlyDictionary<string, string> Checks { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the programs of further checks, by name.</summary>
    public IReadOnlyDictionary<string, string> Programs { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets what else is set of the project.</summary>
    public Action<ProjectOptions> Configure { get; init; } = static _ => { };

    public async Task MakeRepositoryAsync(params (string Name, string Text)[] files)
    {
        Directory.CreateDirectory(Repository);
        await Git.RunAsync(Repository, "init", "--quiet", "--initial-branch=main");
        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(Repository, name), text);
        }

        await Git.CommitAsync(Repository, "Begin");
        await Git.RunAsync(Repository, "config", "receive.denyCurrentBranch", "updateInstead");
    }

    public IHost NewHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            from check in Checks
            from word in ((string[])["sh", "-c", check.Value]).Index()
            select KeyValuePair.Create($"Ao:Plugins:git:Options:Checks:{check.Key}:Command:{word.Index}", (string?)word.Item));
        builder.Configuration.AddInMemoryCollection(Programs.Select(static check => KeyValuePair.Create($"Ao:Plugins:git:Options:Checks:{check.Key}:Command:0", (string?)check.Value)));
        builder.Services.AddAo(options =>
        {
            options.DataFolder = Path.Combine(Folder, "data");
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Admission.MinFreeMemoryMegabytes = 0;
            var project = new ProjectOptions
            {
                Path = Repository,
                Agents = { ["command"] = new AgentOptions { Command = ["sh", "-c", $"set -eu\ntask=$(cat \"$AO_TASK_FILE\")\n{Agent}"] } },
                PullRequests = { WatchInterval = TimeSpan.FromSeconds(1), SettleTime = TimeSpan.Zero, ChecksRequired = Checks.Count + Programs.Count > 0 },
            };
            Configure(project);
            options.Projects[Name] = project;
        });
        return builder.Build();
    }

    /// <summary>Starts a session and allows everything that it asks for.</summary>
    public static Task<Session> SpawnAsync(IOrchestrator orchestrator, string task, CancellationToken cancellationToken) =>
        orchestrator.SpawnAsync(new SpawnRequest { Project = Name, Prompt = task }, cancellationToken);
}
