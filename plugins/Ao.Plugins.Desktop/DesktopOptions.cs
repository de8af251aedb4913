using System.ComponentModel.DataAnnotations;

namespace Ao.Plugins.Desktop;

/// <summary>The options of the plugin.</summary>
internal sealed class DesktopOptions
{
    /// <summary>Gets or sets what shows notifications.</summary>
    /// <value>The default is Auto: what belongs to the operating system.</value>
    public DesktopKind Kind { get; set; } = DesktopKind.Auto;

    /// <summary>Gets or sets the address of the session bus that the notification daemon is on, such as <c>unix:path=/run/user/1000/bus</c>. For libnotify only.</summary>
    /// <value>The default is <see langword="null"/>: the bus of the host's own environment.</value>
    public string? BusAddress { get; set; }

    /// <summary>Gets or sets how long showing one notification may take.</summary>
    /// <value>The default is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:02:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
