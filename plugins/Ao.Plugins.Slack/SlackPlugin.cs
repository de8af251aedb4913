using Ao.Channels;
using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

[assembly: AoPlugin("slack", typeof(Ao.Plugins.Slack.SlackPlugin), Options = typeof(Ao.Plugins.Slack.SlackOptions), Description = "Tells people in Slack, and brings their answers back.")]
[assembly: AoSlot(Slot.Notifier, "slack")]

namespace Ao.Plugins.Slack;

/// <summary>Tells people in Slack, and brings their answers back.</summary>
public sealed class SlackPlugin : IAoPlugin
{
    private const int MostMessages = 10_000;
    private static readonly TimeSpan s_remembered = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.AddOptions<SlackOptions>();
        builder.Services.AddSingleton<IValidateOptions<SlackOptions>, SlackOptionsValidator>();
        builder.Services.AddSingleton<SlackClient>();
        builder.Services.AddSingleton<SlackProof>();
        builder.Services.AddSingleton<SlackInteractions>();
        builder.Services.AddSingleton<SlackCopies>();
        builder.Services.AddSingleton<OpenQuestions>();
        builder.Services.AddSingleton(static provider => new SentMessages(
            Path.Combine(provider.GetRequiredService<PluginEnvironment>().DataFolder, "messages.jsonl"), s_remembered, MostMessages, provider.GetRequiredService<TimeProvider>()));
        builder.AddNotifier<SlackNotifier>("slack");
    }
}
