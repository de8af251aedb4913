using Ao.Configuration;
using Ao.Journal;
using Ao.Reactions;
using Ao.Sessions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests.Reactions;

/// <summary>A project on the local forge with a check that its agent breaks; made alike in this process and in one that is killed.</summary>
/// <param name="Folder">The folder that it lives in.</param>
internal sealed record GreetingShop(string Folder)
{
    public const string Name = "shop";

    /// <summary>Breaks the greeting at first, and changes it again when it is told that a check has failed: with a real edit and a real commit.</summary>
    private const string Agent = """
        set -eu
        task=$(cat "$AO_TASK_FILE")
        case $task in
        *"Checks of your pull request have failed"*) word=second ;;
        *) word=first ;;
        esac
        printf 'greet() {\n    echo %s\n}\n' "$word" >greet.sh
        git add --all
        git diff --cached --quiet || git commit --quiet --message "Say $word"
        printf '%s\n' '{"ao":"done","summary":"Done."}'
        """;

    public static ProjectId Project { get; } = new(Name);

    public string Data => Path.Combine(Folder, "data");

    public string Repository => Path.Combine(Folder, "repository");

    public async Task MakeRepositoryAsync()
    {
        Directory.CreateDirectory(Repository);
        await Git.RunAsync(Repository, "init", "--quiet", "--initial-branch=main");
        await File.WriteAllTextAsync(Path.Combine(Repository, "greet.sh"), "greet() {\n    echo hello\n}\n");
        await File.WriteAllTextAsync(Path.Combine(Repository, "check.sh"), ". ./greet.sh\nif [ \"$(greet)\" != hello ]; then echo \"error: the greeting is '$(greet)'\"; exit 1; fi\n");
        await Git.CommitAsync(Repository, "Begin");
        await Git.RunAsync(Repository, "config", "receive.denyCurrentBranch", "updateInstead");
    }

    /// <summary>Makes a host.</summary>
    /// <param name="observer">Is told of every fact.</param>
    public IHost NewHost(params IEnumerable<IJournalObserver> observer)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ao:Plugins:git:Options:Checks:greeting:Command:0"] = "sh",
            ["Ao:Plugins:git:Options:Checks:greeting:Command:1"] = "check.sh",
        });
        var ao = builder.Services.AddAo(options =>
        {
            options.DataFolder = Data;
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Admission.MinFreeMemoryMegabytes = 0;
            options.Projects[Name] = new ProjectOptions
            {
                Path = Repository,
                Agents = { ["command"] = new AgentOptions { Command = ["sh", "-c", Agent], Options = { ["protocol"] = "jsonl" } } },
                PullRequests = { WatchInterval = TimeSpan.FromSeconds(1), SettleTime = TimeSpan.Zero },
                Verification = { Commands = [new VerificationCommandOptions { Name = "syntax", Command = ["sh", "-n", "greet.sh"] }] },
                Reactions = { [ReactionKeys.CiFailed] = new ReactionOptions { Retries = 1 } },
            };
        });
        foreach (var one in observer)
        {
            ao.Services.AddSingleton(one);
        }

        return builder.Build();
    }

    /// <summary>Has the session work, and lets its pull request be opened, whatever was done already, until something is so.</summary>
    public static async Task<Session> WorkUntilAsync(IOrchestrator orchestrator, FactWatch facts, Func<IOrchestrator, SessionId, bool> isSo, CancellationToken cancellationToken)
    {
        using var approving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var approvals = Approvals.ApproveAsync(orchestrator, approving.Token);
        var session = await orchestrator.SpawnAsync(new SpawnRequest { Project = Name, Prompt = "Change the greeting.", Key = new OperationKey("greeting/one") }, cancellationToken);
        if (!await facts.UntilAsync(() => isSo(orchestrator, session.Id), cancellationToken))
        {
            Assert.Fail($"{string.Join('\n', orchestrator.Reactions.List())}\n{orchestrator.Get(session.Id)}\n{orchestrator.PullRequests.FindObserved(session.Id)}");
        }

        await approving.CancelAsync();
        await approvals;
        return orchestrator.Get(session.Id);
    }

    public static Reaction? CiFailed(IOrchestrator orchestrator, SessionId session) => orchestrator.Reactions.List(session).SingleOrDefault(static reaction => reaction.Key == ReactionKeys.CiFailed);
}
