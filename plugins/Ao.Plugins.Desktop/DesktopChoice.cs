using Microsoft.Extensions.Options;

namespace Ao.Plugins.Desktop;

/// <summary>Chooses the way to show notifications.</summary>
internal sealed class DesktopChoice(IOptions<DesktopOptions> options, NotifySendDesktop notifySend, MacOsDesktop macOs, WindowsDesktop windows)
{
    public IDesktop Desktop => options.Value.Kind switch
    {
        DesktopKind.NotifySend => notifySend,
        DesktopKind.MacOs => macOs,
        DesktopKind.Windows => windows,
        _ when OperatingSystem.IsMacOS() => macOs,
        _ when OperatingSystem.IsWindows() => windows,
        _ => notifySend,
    };
}
