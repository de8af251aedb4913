using System.Reflection;
using Ao.Agents;
using Ao.Configuration;
using Ao.Consents;
using Ao.Effects;
using Ao.FakeModel;
using Ao.Sessions;
using Ao.TestSupport;
using CliWrap;
using CliWrap.Buffered;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.RealAgents;

/// <summary>A whole host with real plugins, a real repository and real agents that talk to a scripted model.</summary>
internal sealed class RealHost : IAsyncDisposable
{
    public const string Project = "shop";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private readonly IHost _host;
    private readonly CancellationTokenSource _ending = new();
    private Task _answering = Task.CompletedTask;

    private RealHost(IHost host) => _host = host;

    public IOrchestrator Orchestrator => _host.Services.GetRequiredService<IOrchestrator>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts a host over a folder, which may be one that an earlier host has left.</summary>
    public static async Task<RealHost> StartAsync(TempFolder folder, FakeModelServer model, PermissionMode permissions, IReadOnlyList<AgentKit> kits, Action<AoOptions>? configure = null)
    {
        await MakeRepositoryAsync(folder.Combine("shop"));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAo(options =>
        {
            options.DataFolder = folder.Combine("data");
            options.PluginFolders = [PluginFolder];
            options.Consent.Expiry = TimeSpan.FromMinutes(10);
            options.Projects[Project] = new ProjectOptions
            {
                Path = folder.Combine("shop"),
                InteractiveRuntime = "tmux",
                Tracker = "local-files",
                Reporter = "local-files",
                PullRequests = { OpenWhenDone = false },
            };
            foreach (var kit in kits)
            {
                var agent = kit.Options(model, folder);
                agent.Permissions = permissions;
                options.Projects[Project].Agents[kit.Agent] = agent;
            }

            configure?.Invoke(options);
        }).AddAgentTools();
        var host = new RealHost(builder.Build());
        await host._host.StartAsync(Token);
        return host;
    }

    /// <summary>Answers what agents ask permission for with yes, as a person does.</summary>
    public void AllowTools() => _answering = Task.Run(async () =>
    {
        try
        {
            await foreach (var consent in Orchestrator.Consents.WatchAsync(_ending.Token))
            {
                if (consent is { State: ConsentState.Pending, Kind: EffectKind.UseTool })
                {
                    await Orchestrator.Consents.AnswerAsync(consent.Id, ConsentDecision.Approve, new Operator("tester", "test"), cancellationToken: _ending.Token);
                }
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The test is over.
        }
    });

    /// <summary>Waits until a session is as wanted.</summary>
    public async Task<Session> WaitAsync(SessionId id, Func<Session, bool> isWanted)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Token);
        timeout.CancelAfter(s_patience);
        var facts = new List<string>();
        try
        {
            if (Orchestrator.Get(id) is var now && isWanted(now))
            {
                return now;
            }

            await foreach (var change in Orchestrator.WatchAsync(cancellationToken: timeout.Token))
            {
                facts.Add(change.Kind);
                if (change.Session.Id == id && isWanted(change.Session))
                {
                    return change.Session;
                }
            }
        }
        catch (OperationCanceledException) when (!Token.IsCancellationRequested)
        {
            // Told below, with what there is to see.
        }

        throw new TimeoutException($"Session {id} did not come to what was waited for: {Orchestrator.Get(id)}\nFacts: {string.Join(", ", facts)}");
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _answering;
        foreach (var session in Orchestrator.List())
        {
            await Orchestrator.StopAsync(session.Id, "The test is over.", CancellationToken.None);
        }

        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        _ending.Dispose();
    }

    private static string PluginFolder => typeof(RealHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "PluginFolder").Value!;

    private static async Task MakeRepositoryAsync(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        await GitAsync("init", "-q", "-b", "main", path);
        await File.WriteAllTextAsync(Path.Combine(path, "README.md"), "# Shop\n", Token);
        await GitAsync("-C", path, "add", "--all");
        await GitAsync("-C", path, "-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "-q", "-m", "Begin");
    }

    private static async Task GitAsync(params string[] arguments) => await Cli.Wrap("git").WithArguments(arguments).ExecuteBufferedAsync(Token);
}
