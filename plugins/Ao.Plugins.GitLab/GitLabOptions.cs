using System.ComponentModel.DataAnnotations;

namespace Ao.Plugins.GitLab;

/// <summary>The options of the plugin.</summary>
internal sealed class GitLabOptions
{
    /// <summary>Gets or sets the address of the GitLab server, with the path where it does not live at the root.</summary>
    /// <value>The default is <c>https://gitlab.com</c>.</value>
    [Required]
    public Uri Address { get; set; } = new("https://gitlab.com");

    /// <summary>Gets or sets the access token: a personal, project or group one with the scope <c>api</c>, and <c>write_repository</c> to publish branches.</summary>
    /// <value>The default is <see langword="null"/>: the variable <c>GITLAB_TOKEN</c> is read, and then <c>glab</c> is asked.</value>
    public string? Token { get; set; }

    /// <summary>Gets or sets whether the program <c>glab</c> is asked for a token where none is given.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool UseCli { get; set; } = true;

    /// <summary>Gets or sets which GitLab project a project of Ao means: <c>group/name</c> by the project's id. Needed only where the project's source does not say.</summary>
    public Dictionary<string, string> Projects { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets how repositories are cloned; <c>{path}</c> stands for <c>group/name</c>.</summary>
    /// <value>The default is <see langword="null"/>: <c>&lt;Address&gt;/{path}.git</c>.</value>
    public string? GitAddress { get; set; }

    /// <summary>Gets how git is run.</summary>
    public GitLabGitOptions Git { get; } = new();

    /// <summary>Gets or sets the secret token of the webhook, which GitLab sends along as it is.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Gets or sets the signing token of the webhook, with which GitLab signs. Where it is set, an unsigned request is refused.</summary>
    public string? WebhookSigningToken { get; set; }

    /// <summary>Gets or sets how long one request may take.</summary>
    /// <value>The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the least time between two requests that change something.</summary>
    /// <value>The default is 200 milliseconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan WriteSpacing { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets or sets how many requests are under way at once.</summary>
    /// <value>The default is 8.</value>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 8;

    /// <summary>Gets or sets which part of the server's limit, in percent, is kept for what people wait for: looks that nobody waits for stop there.</summary>
    /// <value>The default is 20.</value>
    [Range(0, 90)]
    public int ReservePercent { get; set; } = 20;

    /// <summary>Gets or sets how often the tracker looks for changed issues. A webhook makes it look at once.</summary>
    /// <value>The default is 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan IssueInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how long to wait between two looks at something that GitLab does in the background, such as making a fork.</summary>
    /// <value>The default is 2 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan BackgroundInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets how long one call waits for something that GitLab does in the background.</summary>
    /// <value>The default is 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:30:00")]
    public TimeSpan BackgroundPatience { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Shows where it points to, and no secret.</summary>
    public override string ToString() => $"GitLab at {Address}";
}
