using Ao.Configuration;
using Ao.Sessions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests.Claims;

/// <summary>A forge and tracker that several hosts share, each with a data folder of its own.</summary>
internal sealed record SharedForge(string Folder)
{
    public const string Name = "shop";

    public string Repository => Path.Combine(Folder, "repository");

    public async Task MakeRepositoryAsync()
    {
        Directory.CreateDirectory(Repository);
        await Git.RunAsync(Repository, "init", "--quiet", "--initial-branch=main");
        await File.WriteAllTextAsync(Path.Combine(Repository, "readme.txt"), "A shop.\n");
        await Git.CommitAsync(Repository, "Begin");
    }

    /// <summary>Makes a host.</summary>
    /// <param name="name">The name of its data folder.</param>
    /// <param name="script">What its agents do.</param>
    /// <param name="configure">Changes the project.</param>
    public IHost NewHost(string name, string script, Action<ProjectOptions>? configure = null)
    {
        var plugin = new ConfigurationBuilder().AddInMemoryCollection([new("Git:Forge", Path.Combine(Folder, "forge"))]).Build();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAo(options =>
        {
            options.DataFolder = Path.Combine(Folder, name);
            options.PluginFolders = [Path.Combine(AppContext.BaseDirectory, "plugins")];
            options.Plugins["git"] = new PluginOptions { Options = plugin.GetSection("Git") };
            options.Admission.MinFreeMemoryMegabytes = 0;
            var project = new ProjectOptions
            {
                Path = Repository,
                Agents = { ["command"] = new AgentOptions { Command = ["sh", "-c", script] } },
                Tracker = "git",
                PullRequests = { ChecksRequired = false },
            };
            configure?.Invoke(project);
            options.Projects[Name] = project;
        });
        return builder.Build();
    }
}
