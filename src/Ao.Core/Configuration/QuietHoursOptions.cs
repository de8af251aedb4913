using System.ComponentModel.DataAnnotations;
using Ao.Notifiers;

namespace Ao.Configuration;

/// <summary>The hours in which what can wait is held back. It is told in one digest when they are over.</summary>
public sealed class QuietHoursOptions
{
    /// <summary>Gets or sets when they begin, such as <c>22:00</c>.</summary>
    /// <value>The default is <see langword="null"/>: there are none.</value>
    [Range(typeof(TimeSpan), "00:00:00", "23:59:59")]
    public TimeSpan? From { get; set; }

    /// <summary>Gets or sets when they end, such as <c>07:00</c>; before <see cref="From"/>, it is the next day.</summary>
    /// <value>The default is <see langword="null"/>: there are none.</value>
    [Range(typeof(TimeSpan), "00:00:00", "23:59:59")]
    public TimeSpan? To { get; set; }

    /// <summary>Gets or sets the time zone that they are in, such as <c>Europe/Berlin</c>.</summary>
    /// <value>The default is <see langword="null"/>: UTC.</value>
    public string? TimeZone { get; set; }

    /// <summary>Gets or sets what is held back. What is urgent never is.</summary>
    /// <value>The default is <see langword="null"/>: <c>Info</c> and <c>Warning</c>.</value>
    public IList<NotificationPriority>? Priorities { get; set; }
}
