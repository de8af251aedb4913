using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

[assembly: AoPlugin("webhook", typeof(Ao.Plugins.Webhook.WebhookPlugin), Options = typeof(Ao.Plugins.Webhook.WebhookOptions), Description = "Sends notifications as signed HTTP requests.")]
[assembly: AoSlot(Slot.Notifier, "webhook")]

namespace Ao.Plugins.Webhook;

/// <summary>Sends notifications as signed HTTP requests.</summary>
public sealed class WebhookPlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.AddOptions<WebhookOptions>();
        builder.Services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        builder.Services.AddSingleton<DeadLetters>();
        builder.Services.AddSingleton<WebhookClient>();
        builder.Services.AddSingleton<WebhookQueues>();
        builder.Services.AddSingleton<IHostedService, WebhookDelivery>();
        builder.AddNotifier<WebhookNotifier>("webhook");
    }
}
