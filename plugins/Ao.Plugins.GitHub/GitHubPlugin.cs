using Ao.Plugins;
using Ao.Plugins.GitHub.Issues;

[assembly: AoSlot(Slot.Scm, "github")]
[assembly: AoSlot(Slot.Tracker, "github")]
[assembly: AoSlot(Slot.Reporter, "github")]
[assembly: AoPlugin("github", typeof(Ao.Plugins.GitHub.GitHubPlugin), Description = "GitHub: pull requests, checks, reviews, issues and reports.", Options = typeof(Ao.Plugins.GitHub.GitHubOptions))]

namespace Ao.Plugins.GitHub;

/// <summary>GitHub: pull requests, checks, reviews, issues and reports.</summary>
public sealed class GitHubPlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddOptions<GitHubOptions>();
        builder.AddScm<GitHubScm>("github").AddTracker<GitHubTracker>("github").AddReporter<GitHubReporter>("github");
        builder.Services.AddGitHubApi().AddGitHubForge().AddGitHubGit();
    }
}
