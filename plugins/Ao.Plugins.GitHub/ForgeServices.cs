using Ao.Plugins.GitHub.Forge;
using Ao.Plugins.GitHub.Issues;
using Ao.Plugins.GitHub.Notes;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Plugins.GitHub;

/// <summary>Registers what pull requests, checks, reviews, forks and issues need. The scm itself and an <see cref="IBranchPublisher"/> are registered beside it.</summary>
internal static class ForgeServices
{
    public static IServiceCollection AddGitHubForge(this IServiceCollection services) => services
        .AddSingleton<OperationNotes>()
        .AddSingleton<Account>()
        .AddSingleton<GitLocations>()
        .AddSingleton<PushTargets>()
        .AddSingleton<PullRequestReader>()
        .AddSingleton<PullRequestUpdates>()
        .AddSingleton<Merges>()
        .AddSingleton<PullRequests>()
        .AddSingleton<CheckReader>()
        .AddSingleton<CheckDetails>()
        .AddSingleton<CheckReruns>()
        .AddSingleton<Checks>()
        .AddSingleton<CheckPublisher>()
        .AddSingleton<Reviews>()
        .AddSingleton<ThreadReader>()
        .AddSingleton<ThreadWriter>()
        .AddSingleton<Threads>()
        .AddSingleton<Forks>()
        .AddSingleton<ForkNetwork>()
        .AddSingleton<IssueReader>()
        .AddSingleton<IssueWriter>()
        .AddSingleton<IssueFeed>()
        .AddSingleton<GitHubTracker>()
        .AddSingleton<GitHubReporter>();
}
