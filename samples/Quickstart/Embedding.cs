using Ao.Agents;
using Ao.Configuration;
using Ao.Effects;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Quickstart;

/// <summary>All that it takes to embed an orchestrator in a host.</summary>
internal static class Embedding
{
    public const string Project = "quickstart";

    private const string GitHubOptions = "Ao:Plugins:github:Options";

    public static IHost BuildHost(RunPlan plan)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft", LogLevel.None);

        // What code leaves open can be set from outside, such as Ao__Consent__Expiry=01:00:00.
        builder.Configuration.AddEnvironmentVariables();
        if (plan.GitHubAddress is { } address)
        {
            builder.Configuration.AddInMemoryCollection([KeyValuePair.Create($"{GitHubOptions}:Address", (string?)address.AbsoluteUri)]);
        }

        builder.Services.AddAo(options =>
        {
            options.DataFolder = Path.Combine(plan.Folder, "data");
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            foreach (var plugin in (string[])[plan.Agent, "local-process", "tmux", plan.Scm, "local-files", "webhook", "convergence"])
            {
                options.Plugins[plugin] = new PluginOptions { Options = plugin == PlannedScm.GitHub ? builder.Configuration.GetSection(GitHubOptions) : null };
            }

            var outside = options.Projects.TryGetValue(Project, out var configured) ? configured : new ProjectOptions();
            options.Projects[Project] = new ProjectOptions
            {
                Path = plan.Repository,
                Scm = plan.Scm,
                BaseBranch = plan.BaseBranch,
                Prefix = plan.Prefix,
                Agent = plan.Agent,
                Agents = { [plan.Agent] = AgentOf(plan, outside.Agents.TryGetValue(plan.Agent, out var agent) ? agent : new AgentOptions()) },
                InteractiveRuntime = "tmux",
                Tracker = "local-files",
                Reporter = "local-files",

                // The local forge has no checks configured: the verification below is what counts.
                PullRequests = plan.IsOnForge ? outside.PullRequests : new PullRequestOptions { ChecksRequired = false },
                Verification = { Commands = [new VerificationCommandOptions { Name = "verification", Command = [.. plan.Verify] }] },

                // What the sample's agent reports gets a session that mends it, once a person has allowed that.
                Feedback = { StartSessions = plan.IsSample },

                // Another session reads each change of the sample before it may be merged, and none spends more than it is given.
                Reviews = plan.IsSample ? new ReviewOptions { Tiers = [new ReviewTierOptions { Name = "first-pass" }] } : outside.Reviews,
                Budget = plan.IsSample ? new ProjectBudgetOptions { PerSession = { Tokens = 50_000 }, PerDay = { Tokens = 1_000_000 } } : outside.Budget,

                // Opening a pull request always needs a person's consent; here merging it does too.
                Gates = { EffectKind.MergePullRequest },
            };
        }).AddAgentTools();
        return builder.Build();
    }

    private static AgentOptions AgentOf(RunPlan plan, AgentOptions options)
    {
        options.Command = [.. plan.Program];
        if (plan.Agent == PlannedAgent.Script)
        {
            options.Options["protocol"] = "jsonl";
            return options;
        }

        // It edits its own workspace freely; what else it wants to do, the person is asked about.
        options.Permissions = PermissionMode.AutoEdit;
        options.Mode = plan.Interactive ? AgentMode.Interactive : AgentMode.Structured;

        // Whatever model answers, the run comes to its end.
        options.TurnEndClaimsDone = true;
        return options;
    }
}
