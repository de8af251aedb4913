using System.ComponentModel.DataAnnotations;
using Ao.Notifiers;

namespace Ao.Plugins.Discord;

/// <summary>The options of the plugin.</summary>
internal sealed class DiscordOptions
{
    /// <summary>Gets or sets the address of the channel's webhook, as Discord gives it. It is a secret.</summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>Gets or sets the id of the thread to post to, in the webhook's channel.</summary>
    /// <value>The default is <see langword="null"/>: the channel itself.</value>
    public string? ThreadId { get; set; }

    /// <summary>Gets or sets the name that messages are posted under.</summary>
    /// <value>The default is <see langword="null"/>: the webhook's own.</value>
    [StringLength(80, MinimumLength = 1)]
    public string? Username { get; set; }

    /// <summary>Gets or sets the ids of the users who are mentioned when something presses.</summary>
    /// <value>The default is nobody.</value>
    [MaxLength(20)]
    public IList<string> MentionUsers { get; set; } = [];

    /// <summary>Gets or sets the ids of the roles that are mentioned when something presses.</summary>
    /// <value>The default is none.</value>
    [MaxLength(20)]
    public IList<string> MentionRoles { get; set; } = [];

    /// <summary>Gets or sets from what priority on they are mentioned.</summary>
    /// <value>The default is <see cref="NotificationPriority.Urgent"/>.</value>
    public NotificationPriority MentionFrom { get; set; } = NotificationPriority.Urgent;

    /// <summary>Gets or sets how long one request may take.</summary>
    /// <value>The default is 15 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);
}
