using Ao.Git.Remotes;
using Ao.Plugins;
using Ao.Plugins.Git.Forge;
using Ao.Plugins.Git.Issues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

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
            .AddGitWorkspaces()
            .AddSingleton(static services => SettingsOf(services.GetRequiredService<IOptions<GitOptions>>().Value))
            .AddSingleton<ISourcePlaces, LocalPlaces>()
            .AddSingleton<PlainRemotes>()
            .AddSingleton<IRemoteSources>(static services => services.GetRequiredService<PlainRemotes>())
            .AddSingleton<IRemoteCredentials>(static services => services.GetRequiredService<PlainRemotes>())
            .AddSingleton<RemoteMirrors>()
            .AddSingleton<IPublication>(static services => services.GetRequiredService<PushTargets>())
            .AddSingleton<IRevisionShare>(static services => services.GetRequiredService<Forges>())
            .AddSingleton<Forges>()
            .AddSingleton<PushTurns>()
            .AddSingleton<CheckoutRepair>()
            .AddSingleton<PushTargets>()
            .AddSingleton<Forks>()
            .AddSingleton<ForkNetwork>()
            .AddSingleton<Claims>()
            .AddSingleton<CheckCommand>()
            .AddSingleton<Checks>()
            .AddSingleton<CheckReruns>()
            .AddSingleton<PublishedChecks>()
            .AddSingleton<Reviews>()
            .AddSingleton<ThreadPlaces>()
            .AddSingleton<Threads>()
            .AddSingleton<BaseTips>()
            .AddSingleton<PullRequestLooks>()
            .AddSingleton<PullRequests>();
    }

    private static GitSettings SettingsOf(GitOptions options) => new()
    {
        Program = options.Program,
        Timeout = options.Timeout,
        KeepIgnoredBytes = options.KeepIgnoredBytes,
        SharedFolder = options.Forge,
    };
}
