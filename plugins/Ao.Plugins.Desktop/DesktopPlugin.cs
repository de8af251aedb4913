using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;

[assembly: AoPlugin("desktop", typeof(Ao.Plugins.Desktop.DesktopPlugin), Options = typeof(Ao.Plugins.Desktop.DesktopOptions), Description = "Shows notifications on the desktop.")]
[assembly: AoSlot(Slot.Notifier, "desktop")]

namespace Ao.Plugins.Desktop;

/// <summary>Shows notifications on the desktop.</summary>
public sealed class DesktopPlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.AddOptions<DesktopOptions>();
        builder.Services.AddSingleton<DesktopBus>();
        builder.Services.AddSingleton<NotifySendDesktop>();
        builder.Services.AddSingleton<MacOsDesktop>();
        builder.Services.AddSingleton<WindowsDesktop>();
        builder.Services.AddSingleton<DesktopChoice>();
        builder.AddNotifier<DesktopNotifier>("desktop");
    }
}
