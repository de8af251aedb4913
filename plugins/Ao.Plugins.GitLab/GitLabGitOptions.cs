using System.ComponentModel.DataAnnotations;

namespace Ao.Plugins.GitLab;

/// <summary>How the plugin runs git.</summary>
internal sealed class GitLabGitOptions
{
    /// <summary>Gets or sets the git program: a name looked up on <c>PATH</c>, or a path.</summary>
    /// <value>The default is <c>git</c>.</value>
    [Required]
    public string Program { get; set; } = "git";

    /// <summary>Gets or sets how long one git command may take; the first fetch of a repository is one.</summary>
    /// <value>The default is 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how many bytes of ignored files are kept when a workspace is closed; the smallest files come first.</summary>
    /// <value>The default is 64 MiB.</value>
    [Range(0, long.MaxValue)]
    public long KeepIgnoredBytes { get; set; } = 64L * 1024 * 1024;
}
