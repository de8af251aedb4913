using Ao.Configuration;
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
                Prefix = "demo",
                Agents = { ["command"] = new AgentOptions { Command = [.. plan.Program], Options = { ["protocol"] = "jsonl" } } },
                Tracker = "local-files",
                Reporter = "local-files",
                PullRequests = { ChecksRequired = false }, // The local forge has no checks configured: the verification below is what counts.
                Verification = { Commands = [new VerificationCommandOptions { Name = Path.GetFileName(plan.Verify[^1]), Command = [.. plan.Verify] }] },
            };
        });
        return builder.Build();
    }
}
