using Microsoft.Extensions.Logging;

namespace Ao.Plugins;

/// <summary>Where a guarded object comes from, for errors and measurements.</summary>
internal sealed record PluginOrigin(string Plugin, PluginSlot Slot, ILogger Logger, TimeProvider Time, TimeSpan Timeout);
