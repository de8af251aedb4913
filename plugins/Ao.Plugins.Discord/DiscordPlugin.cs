using Ao.Channels;
using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

[assembly: AoPlugin("discord", typeof(Ao.Plugins.Discord.DiscordPlugin), Options = typeof(Ao.Plugins.Discord.DiscordOptions), Description = "Tells people in Discord, over a webhook.")]
[assembly: AoSlot(Slot.Notifier, "discord")]

namespace Ao.Plugins.Discord;

/// <summary>Tells people in Discord, over a webhook.</summary>
public sealed class DiscordPlugin : IAoPlugin
{
    private const int MostMessages = 10_000;
    private static readonly TimeSpan s_remembered = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.AddOptions<DiscordOptions>();
        builder.Services.AddSingleton<IValidateOptions<DiscordOptions>, DiscordOptionsValidator>();
        builder.Services.AddSingleton<DiscordPace>();
        builder.Services.AddSingleton<DiscordClient>();
        builder.Services.AddSingleton(static provider => new SentMessages(
            Path.Combine(provider.GetRequiredService<PluginEnvironment>().DataFolder, "messages.jsonl"), s_remembered, MostMessages, provider.GetRequiredService<TimeProvider>()));
        builder.AddNotifier<DiscordNotifier>("discord");
    }
}
