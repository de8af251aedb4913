namespace Ao.Configuration;

/// <summary>Who is told what, and when. A project's own settings go before the host's, field by field.</summary>
public sealed class NotificationOptions
{
    /// <summary>Gets or sets the notifiers by priority.</summary>
    public NotificationRouteOptions Routes { get; set; } = new();

    /// <summary>Gets or sets the hours in which what can wait is held back.</summary>
    public QuietHoursOptions QuietHours { get; set; } = new();

    /// <summary>Gets or sets what is told in digests, and how often.</summary>
    public DigestOptions Digest { get; set; } = new();
}
