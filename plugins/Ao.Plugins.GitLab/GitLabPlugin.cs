using Ao.Git;
using Ao.Git.Remotes;
using Ao.Plugins;
using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Checks;
using Ao.Plugins.GitLab.Forks;
using Ao.Plugins.GitLab.Git;
using Ao.Plugins.GitLab.Issues;
using Ao.Plugins.GitLab.Looks;
using Ao.Plugins.GitLab.MergeRequests;
using Ao.Plugins.GitLab.Reviews;
using Ao.Plugins.GitLab.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

[assembly: AoPlugin("gitlab", typeof(Ao.Plugins.GitLab.GitLabPlugin), Options = typeof(Ao.Plugins.GitLab.GitLabOptions), Description = "Merge requests, pipelines, reviews, forks and issues of GitLab.")]
[assembly: AoSlot(Slot.Scm, "gitlab")]
[assembly: AoSlot(Slot.Tracker, "gitlab")]
[assembly: AoSlot(Slot.Reporter, "gitlab")]

namespace Ao.Plugins.GitLab;

/// <summary>Brings GitLab: workspaces and merge requests, its issues as a tracker, and reports as issues.</summary>
public sealed class GitLabPlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.AddOptions<GitLabOptions>();
        builder.Services
            .AddSingleton<IValidateOptions<GitLabOptions>, GitLabOptionsValidator>()
            .AddSingleton(static services => new Credentials(services.GetRequiredService<IOptions<GitLabOptions>>(), services.GetRequiredService<Commands.ICommandRunner>()))
            .AddSingleton<Governor>()
            .AddSingleton<GitLabClient>()
            .AddSingleton<Projects>()
            .AddSingleton<Me>()
            .AddSingleton<KeptOperations>()
            .AddSingleton<MergeRequestMap>()
            .AddSingleton<MergeRequestStore>()
            .AddSingleton<Merging>()
            .AddSingleton<JobLogs>()
            .AddSingleton<PipelineReader>()
            .AddSingleton<Pipelines>()
            .AddSingleton<CheckPublisher>()
            .AddSingleton<ReviewList>()
            .AddSingleton<Threads>()
            .AddSingleton<PushTargets>()
            .AddSingleton<ForkList>()
            .AddSingleton<ForkSync>()
            .AddSingleton<MergeRequestLooks>()
            .AddSingleton<Hints>()
            .AddSingleton<Deliveries>()
            .AddSingleton<WebhookIntake>()
            .AddSingleton<MergeRequestFeed>()
            .AddSingleton<IssueStore>()
            .AddSingleton<IssueFeed>();
        AddGit(builder.Services);
        builder.AddScm<GitLabScm>("gitlab");
        builder.AddTracker<GitLabTracker>("gitlab");
        builder.AddReporter<GitLabReporter>("gitlab");
    }

    private static void AddGit(IServiceCollection services) => services
        .AddRemoteWorkspaces()
        .AddSingleton(static provider => SettingsOf(provider.GetRequiredService<IOptions<GitLabOptions>>().Value.Git))
        .AddSingleton<IRemotes, GitLabRemotes>()
        .AddSingleton<IBranchPublisher, BranchPublisher>();

    private static GitSettings SettingsOf(GitLabGitOptions options) => new()
    {
        Program = options.Program,
        Timeout = options.Timeout,
        KeepIgnoredBytes = options.KeepIgnoredBytes,
        Prefix = "Git:",
    };
}
