using Ao.Configuration;
using Ao.Hosting;
using Ao.Sessions;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests.Forks;

/// <summary>An upstream, forks of it and their hosts, all as real repositories.</summary>
internal sealed class ForkWorld : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<IHost> _hosts = [];

    public string Upstream => Combine("upstream.git");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Combine(string name) => _folder.Combine(name);

    /// <summary>Makes the upstream, with three commits.</summary>
    public async Task CreateAsync()
    {
        await NewAsync("upstream");
        foreach (var file in (string[])["README.md", "lib/one.txt", "lib/two.txt"])
        {
            await ChangeAsync("upstream", file, $"{file}\nby the upstream\n");
        }
    }

    /// <summary>Makes a repository that has nothing in common with any other.</summary>
    public async Task NewAsync(string name)
    {
        await Git.RunAsync(_folder.Path, "init", "--quiet", "--bare", "--initial-branch=main", Combine(name + ".git"));
        await Git.RunAsync(_folder.Path, "clone", "--quiet", Combine(name + ".git"), Combine(name));
        await Git.RunAsync(Combine(name), "checkout", "--quiet", "-B", "main");
    }

    /// <summary>Makes a fork of the upstream.</summary>
    public async Task ForkAsync(string name)
    {
        await Git.RunAsync(_folder.Path, "clone", "--quiet", "--bare", Upstream, Combine(name + ".git"));
        await Git.RunAsync(_folder.Path, "clone", "--quiet", Combine(name + ".git"), Combine(name));
    }

    /// <summary>Changes a file in a repository.</summary>
    /// <returns>The revision.</returns>
    public async Task<string> ChangeAsync(string name, string file, string text)
    {
        var clone = Combine(name);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(clone, file))!);
        await File.WriteAllTextAsync(Path.Combine(clone, file), text, Token);
        await Git.CommitAsync(clone, $"Change {file} in {name}");
        await Git.RunAsync(clone, "push", "--quiet", "origin", "HEAD:main");
        return await Git.RunAsync(clone, "rev-parse", "HEAD");
    }

    /// <summary>Starts the host of a fork.</summary>
    public async Task<IHost> StartAsync(string name, Action<ProjectOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var ao = builder.Services.AddAo(options =>
        {
            options.DataFolder = Combine($"data-{name}");
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Admission.MinFreeMemoryMegabytes = 0;
            options.Plugins["convergence"] = new PluginOptions();
            var project = new ProjectOptions
            {
                Path = Combine(name + ".git"),
                BaseBranch = "main",
                Agents = { ["command"] = new AgentOptions { Command = ["true"] } },
                Fork = { Name = $"The {name} fork", Upstream = name == "upstream" ? null : Upstream },
                Ledger = { Places = [new LedgerPlaceOptions { Location = Combine(name + ".git") }] },
            };
            configure?.Invoke(project);
            options.Projects[name] = project;
        });
        services?.Invoke(ao.Services);
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync(Token);
        return host;
    }

    public static IOrchestrator Of(IHost host) => host.Services.GetRequiredService<IOrchestrator>();

    /// <summary>Gives a part of a host's engine.</summary>
    public static T Get<T>(IHost host)
        where T : notnull => host.Services.GetRequiredKeyedService<EngineHost>(AoBuilder.DefaultName).Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }

        _folder.Dispose();
    }
}
