using Microsoft.Extensions.Logging;

namespace Ao.Plugins;

/// <summary>What is logged of plugins.</summary>
internal static partial class PluginLog
{
    [LoggerMessage(1, LogLevel.Information, "Plugin {Plugin} {Version} loaded from {Folder} in {Seconds:0.000} s")]
    public static partial void Loaded(ILogger logger, string plugin, string? version, string? folder, double seconds);

    [LoggerMessage(2, LogLevel.Warning, "Plugin {Plugin} cannot be used: {Problem}")]
    public static partial void Unusable(ILogger logger, string plugin, string problem);

    [LoggerMessage(3, LogLevel.Warning, "Plugin {Plugin} was built on {Assembly} {Needed}; it gets the host's {Present}, and fails where it calls what only the newer one has")]
    public static partial void NewerAssembly(ILogger logger, string plugin, string assembly, Version needed, Version present);

    [LoggerMessage(4, LogLevel.Error, "Plugin {Plugin}: {Part} failed to stop")]
    public static partial void StopFailed(ILogger logger, Exception exception, string plugin, string part);

    [LoggerMessage(5, LogLevel.Error, "Plugin {Plugin}: the background service {Service} broke down")]
    public static partial void BackgroundFailed(ILogger logger, Exception exception, string plugin, string service);

    [LoggerMessage(6, LogLevel.Error, "Plugin {Plugin}: {Slot} {Name} failed in {Member}")]
    public static partial void CallFailed(ILogger logger, Exception exception, string plugin, Slot slot, string name, string member);
}
