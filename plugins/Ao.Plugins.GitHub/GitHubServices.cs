using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Auth;
using Ao.Plugins.GitHub.Quota;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Plugins.GitHub;

/// <summary>Registers what calls GitHub.</summary>
internal static class GitHubServices
{
    public static IServiceCollection AddGitHubApi(this IServiceCollection services) => services
        .AddSingleton<GitHubAddresses>()
        .AddSingleton<GitHubPlaces>()
        .AddSingleton<HostVariables>()
        .AddSingleton<CliToken>()
        .AddSingleton<AppToken>()
        .AddSingleton<AppInstallations>()
        .AddSingleton<Credentials>()
        .AddSingleton<QuotaGovernors>()
        .AddSingleton<Transport>()
        .AddSingleton<GovernedCalls>()
        .AddSingleton<CredentialCheck>()
        .AddSingleton<GitHubClient>();
}
