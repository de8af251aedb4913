using Ao.Plugins.GitHub.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Plugins.GitHub;

/// <summary>Registers what calls GitHub.</summary>
internal static class GitHubServices
{
    public static IServiceCollection AddGitHubApi(this IServiceCollection services) => services
        .AddSingleton<GitHubAddresses>()
        .AddSingleton<GitHubPlaces>()
        .AddSingleton<GitHubClient>();
}
