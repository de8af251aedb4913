using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

[assembly: AoPlugin("linear", typeof(Ao.Plugins.Linear.LinearPlugin), Options = typeof(Ao.Plugins.Linear.LinearOptions), Description = "Issues of Linear.")]
[assembly: AoSlot(Slot.Tracker, "linear")]

namespace Ao.Plugins.Linear;

/// <summary>Issues of Linear.</summary>
public sealed class LinearPlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.AddOptions<LinearOptions>();
        builder.Services.AddSingleton<IValidateOptions<LinearOptions>, LinearOptionsValidator>();
        builder.Services.AddSingleton<RateLimits>();
        builder.Services.AddSingleton<LinearClient>();
        builder.Services.AddSingleton<Teams>();
        builder.Services.AddSingleton<Labels>();
        builder.Services.AddSingleton<IssueWriter>();
        builder.Services.AddSingleton<Wakes>();
        builder.Services.AddSingleton<WebhookIntake>();
        builder.AddTracker<LinearTracker>("linear");
    }
}
