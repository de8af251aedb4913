using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Auth;
using Ao.Plugins.GitHub.Issues;
using Ao.Plugins.GitHub.Looks;
using Ao.Plugins.GitHub.Quota;
using Ao.Plugins.GitHub.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

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
        .AddSingleton<GitHubClient>()
        .AddSingleton<LookBudget>()
        .AddSingleton<LookReader>()
        .AddSingleton<FailureDetails>()
        .AddSingleton<RequiredChecks>()
        .AddSingleton<LookUnderstanding>()
        .AddSingleton<PullRequestLooks>()
        .AddSingleton<PullRequestFeed>()
        .AddSingleton<DeliveryLog>()
        .AddSingleton<IssueMarks>()
        .AddSingleton<WebhookIntake>()
        .AddSingleton<AppHook>()
        .AddSingleton<RepositoryHook>()
        .AddSingleton<IHostedService, Redelivery>();
}
