using Ao.Commands;
using Ao.Configuration;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.Benchmarks;

/// <summary>The hosts that are measured: the real plugins, loaded from their folders.</summary>
internal static class BenchmarkHost
{
    public static IHost New(string data, string repository, int maxSessions, IReadOnlyList<string> agent, ILoggerProvider? logger = null, ICommandRunner? commands = null, bool proposes = false, Action<ProjectOptions>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        if (logger is not null)
        {
            builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(logger);
        }

        var ao = builder.Services.AddAo(options =>
        {
            options.DataFolder = data;
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Admission.MaxSessions = maxSessions;
            options.Admission.MinFreeMemoryMegabytes = 0;
            var project = options.Projects["bench"] = new ProjectOptions
            {
                Path = repository,
                Agents = { ["command"] = new AgentOptions { Command = [.. agent] } },
                PullRequests = { OpenWhenDone = proposes },
            };
            configure?.Invoke(project);
        });
        if (commands is not null)
        {
            ao.Services.AddSingleton(commands);
        }

        return builder.Build();
    }

    /// <summary>Spawns a session and waits until its agent's process was started.</summary>
    public static async Task<Session> SpawnAndWaitAsync(IOrchestrator orchestrator, string prompt, CancellationToken cancellationToken)
    {
        var before = orchestrator.Position;
        var session = await orchestrator.SpawnAsync(new SpawnRequest { Project = "bench", Prompt = prompt }, cancellationToken);
        await foreach (var change in orchestrator.WatchAsync(before, cancellationToken))
        {
            if (change.Session.Id == session.Id && (change.Session.Runs > 0 && change.Kind == "session.launched" || change.Session.Status is SessionStatus.Failed or SessionStatus.Lost))
            {
                return change.Session;
            }
        }

        return orchestrator.Get(session.Id);
    }

    public static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
