using System.ComponentModel.DataAnnotations;
using Ao.Notifiers;

namespace Ao.Configuration;

/// <summary>What is gathered and told in one notification for each notifier and project.</summary>
public sealed class DigestOptions
{
    /// <summary>Gets or sets how often digests are told, counted from midnight of UTC.</summary>
    /// <value>The default is <see langword="null"/>: everything is told by itself.</value>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan? Interval { get; set; }

    /// <summary>Gets or sets what is told in digests. What is urgent never is.</summary>
    /// <value>The default is <see langword="null"/>: <c>Info</c>.</value>
    public IList<NotificationPriority>? Priorities { get; set; }
}
