using Ao;
using Ao.Configuration;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Quickstart.Forks;

/// <summary>The host of one fork of the play: a maintainer's own, with its own key, journal and ledger.</summary>
internal sealed class ForkHost : IAsyncDisposable
{
    private readonly IHost _host;

    private ForkHost(PlayedFork fork, string location, IHost host) => (Fork, Location, _host) = (fork, location, host);

    public PlayedFork Fork { get; }

    public string Location { get; }

    public ProjectId Project => new(Fork.Name);

    public IOrchestrator Orchestrator => _host.Services.GetRequiredService<IOrchestrator>();

    public static async Task<ForkHost> StartAsync(PlayedFork fork, ForkRepositories repositories, string folder, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft", LogLevel.None);
        builder.Services.AddAo(options =>
        {
            options.DataFolder = Path.Combine(folder, "data", fork.Name);
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            foreach (var plugin in (string[])["git", "command", "local-process", "convergence"])
            {
                options.Plugins[plugin] = new PluginOptions();
            }

            options.Projects[fork.Name] = new ProjectOptions
            {
                Path = repositories.Of(fork.Name),
                BaseBranch = "main",
                Fork = { Name = fork.Name, Upstream = repositories.Upstream, Domain = fork.Domain },

                // What the fork publishes lies in its own repository, where the others fetch it with its history.
                Ledger = { Places = [new LedgerPlaceOptions { Location = repositories.Of(fork.Name) }] },
                Convergence = { Detectors = ["patterns"], Publish = { Patterns = true, Decisions = true } },
                PullRequests = { ChecksRequired = false },
            };
        });
        var host = new ForkHost(fork, repositories.Of(fork.Name), builder.Build());
        try
        {
            await host._host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
