using Ao.Git;
using Ao.Git.Remotes;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Forge;
using Ao.Plugins.GitHub.Git;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitHub;

/// <summary>Registers work with GitHub's repositories over git.</summary>
internal static class GitServices
{
    public static IServiceCollection AddGitHubGit(this IServiceCollection services) => services
        .AddRemoteWorkspaces()
        .AddSingleton(static provider => SettingsOf(provider.GetRequiredService<IOptions<GitHubOptions>>().Value.Git))
        .AddSingleton<IRemotes, GitHubRemotes>()
        .AddSingleton<IRemoteReader, CloneReader>()
        .AddSingleton<IBranchPublisher, BranchPublisher>()
        .AddSingleton<PushRights>();

    private static GitSettings SettingsOf(GitHubGitOptions options) => new()
    {
        Program = options.Program,
        Timeout = options.Timeout,
        KeepIgnoredBytes = options.KeepIgnoredBytes,
        Prefix = "Git:",
    };
}
