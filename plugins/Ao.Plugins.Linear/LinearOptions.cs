using System.ComponentModel.DataAnnotations;

namespace Ao.Plugins.Linear;

/// <summary>The options of the plugin.</summary>
internal sealed class LinearOptions
{
    /// <summary>Gets or sets the address of the GraphQL interface.</summary>
    /// <value>The default is <c>https://api.linear.app/graphql</c>.</value>
    [Required]
    public Uri Address { get; set; } = new("https://api.linear.app/graphql");

    /// <summary>Gets or sets a personal key, or <see langword="null"/> where <see cref="Token"/> is set.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets the access token of an OAuth application, or <see langword="null"/> where <see cref="ApiKey"/> is set.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? Token { get; set; }

    /// <summary>Gets or sets the key of the team whose issues they are, such as <c>ENG</c>, for projects that <see cref="Teams"/> does not name.</summary>
    /// <value>The default is <see langword="null"/>: every project must be named.</value>
    [RegularExpression(TeamKey.Pattern)]
    public string? Team { get; set; }

    /// <summary>Gets or sets the key of the team of each project, by the project's id.</summary>
    public Dictionary<string, string> Teams { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the secret of the webhook, or <see langword="null"/> where there is none.</summary>
    /// <value>The default is <see langword="null"/>: requests from outside are refused, and changes are found by polling.</value>
    public string? WebhookSecret { get; set; }

    /// <summary>Gets or sets how often a watched project is asked for changes.</summary>
    /// <value>The default is 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how often a watched project is asked for changes while webhooks arrive, in case one was lost.</summary>
    /// <value>The default is 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan PollIntervalWithWebhook { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how long one call may take.</summary>
    /// <value>The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the share of the hourly requests that watching leaves for everything else, in percent.</summary>
    /// <value>The default is 20.</value>
    [Range(0, 90)]
    public int ReservePercent { get; set; } = 20;
}
