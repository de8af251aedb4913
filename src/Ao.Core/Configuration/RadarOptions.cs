using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>How a project's workspaces are compared, so that sessions which are about to collide are told before they do.</summary>
public sealed class RadarOptions
{
    /// <summary>Gets or sets whether they are, where the scm can.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets how long after a look at a session's workspace the next one comes. The end of a turn has one sooner.</summary>
    /// <value>The default is one minute.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);
}
