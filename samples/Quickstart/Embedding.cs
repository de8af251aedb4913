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

    public static IHost BuildHost(RunPlan plan)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft", LogLevel.None);

        // What code leaves open can be set from outside, such as Ao__Consent__Expiry=01:00:00.
        builder.Configuration.AddEnvironmentVariables();
        builder.Services.AddAo(options =>
        {
            options.DataFolder = Path.Combine(plan.Folder, "data");
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            foreach (var plugin in (string[])["command", "local-process", "tmux", "git", "local-files", "webhook", "convergence"])
            {
                options.Plugins[plugin] = new PluginOptions();
            }

            options.Projects[Project] = new ProjectOptions
            {
                Path = plan.Repository,
                BaseBranch = plan.BaseBranch,
                Prefix = plan.Prefix,
                Agents = { ["command"] = new AgentOptions { Command = [.. plan.Program], Options = { ["protocol"] = "jsonl" } } },
                Tracker = "local-files",
                Reporter = "local-files",
                PullRequests = { ChecksRequired = false }, // The local forge has no checks configured: the verification below is what counts.
                Verification = { Commands = [new VerificationCommandOptions { Name = "verification", Command = [.. plan.Verify] }] },

                // Opening a pull request always needs a person's consent; here merging it does too.
                Gates = { EffectKind.MergePullRequest },
            };
        });
        return builder.Build();
    }
}
