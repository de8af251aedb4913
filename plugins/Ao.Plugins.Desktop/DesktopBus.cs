using Microsoft.Extensions.Options;

namespace Ao.Plugins.Desktop;

/// <summary>Knows the way to the desktop's session bus.</summary>
internal sealed class DesktopBus(IOptions<DesktopOptions> options)
{
    private static readonly string[] s_passedOn = ["DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY"];

    /// <summary>Gets what a program has to know of the environment to find the bus.</summary>
    public IReadOnlyDictionary<string, string?> Environment
    {
        get
        {
            var variables = s_passedOn.ToDictionary(static name => name, System.Environment.GetEnvironmentVariable, StringComparer.Ordinal);
            if (options.Value.BusAddress is { Length: > 0 } address)
            {
                variables["DBUS_SESSION_BUS_ADDRESS"] = address;
            }

            return variables;
        }
    }

    /// <summary>Gets whether there may be a bus: it is named, or lies where a session's usually does.</summary>
    public bool IsKnown
    {
        get
        {
            var variables = Environment;
            return variables["DBUS_SESSION_BUS_ADDRESS"] is { Length: > 0 } || (variables["XDG_RUNTIME_DIR"] is { Length: > 0 } folder && File.Exists(Path.Combine(folder, "bus")));
        }
    }
}
