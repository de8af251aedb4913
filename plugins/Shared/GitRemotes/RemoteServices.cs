using Microsoft.Extensions.DependencyInjection;

namespace Ao.Git.Remotes;

/// <summary>Registers work with remote repositories.</summary>
internal static class RemoteServices
{
    /// <summary>Adds workspaces whose sources are remote repositories. The plugin adds <see cref="GitSettings"/> and <see cref="IRemotes"/>.</summary>
    public static IServiceCollection AddRemoteWorkspaces(this IServiceCollection services) => services
        .AddGitWorkspaces()
        .AddSingleton<IRemoteSources>(static provider => provider.GetRequiredService<IRemotes>())
        .AddSingleton<IRemoteCredentials>(static provider => provider.GetRequiredService<IRemotes>())
        .AddSingleton<RemoteMirrors>()
        .AddSingleton<ISourcePlaces>(static provider => provider.GetRequiredService<RemoteMirrors>())
        .AddSingleton<IRevisionShare, RemoteRevisions>()
        .AddSingleton<RemotePublication>()
        .AddSingleton<IPublication>(static provider => provider.GetRequiredService<RemotePublication>())
        .AddSingleton<RemoteBranches>()
        .AddSingleton<ClaimStore>()
        .AddSingleton<RemoteClaims>()
        .AddSingleton<CloneRemotes>();
}
