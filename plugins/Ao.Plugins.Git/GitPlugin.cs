using Ao.Plugins;
using Ao.Plugins.Git.Forge;
using Ao.Plugins.Git.Gates;
using Ao.Plugins.Git.Issues;
using Ao.Plugins.Git.Workspaces;
using Microsoft.Extensions.DependencyInjection;

[assembly: AoSlot(Slot.Scm, "git")]
[assembly: AoSlot(Slot.Tracker, "git")]
[assembly: AoPlugin("git", typeof(Ao.Plugins.Git.GitPlugin), Description = "Workspaces over git, and a local forge that needs no server.", Options = typeof(Ao.Plugins.Git.GitOptions))]

namespace Ao.Plugins.Git;

/// <summary>Workspaces over git, and a local forge that needs no server.</summary>
public sealed class GitPlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddOptions<GitOptions>();
        builder.AddScm<GitScm>("git").AddTracker<GitTracker>("git");
        builder.Services
            .AddSingleton<GitFolders>()
            .AddSingleton<GitClient>()
            .AddSingleton<FolderRemoval>()
            .AddSingleton<SourceInspector>()
            .AddSingleton<ControlRepositories>()
            .AddSingleton<Forges>()
            .AddSingleton<WorkspaceReader>()
            .AddSingleton<WorkspaceOpening>()
            .AddSingleton<WorkspaceClosing>()
            .AddSingleton<WorkspaceRestoring>()
            .AddSingleton<SessionGuards>()
            .AddSingleton<GateReader>()
            .AddSingleton<Publishing>()
            .AddSingleton<BaseRefresh>()
            .AddSingleton<Checkouts>()
            .AddSingleton<PushTurns>()
            .AddSingleton<CheckoutRepair>()
            .AddSingleton<PushTargets>()
            .AddSingleton<Forks>()
            .AddSingleton<Claims>()
            .AddSingleton<CheckCommand>()
            .AddSingleton<Checks>()
            .AddSingleton<CheckReruns>()
            .AddSingleton<Reviews>()
            .AddSingleton<ThreadPlaces>()
            .AddSingleton<Threads>()
            .AddSingleton<BaseTips>()
            .AddSingleton<PullRequestLooks>()
            .AddSingleton<PullRequests>();
    }
}
