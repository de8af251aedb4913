using Microsoft.Extensions.Options;

namespace Ao.Plugins.Webhook;

/// <summary>The queues of the targets, one each.</summary>
internal sealed class WebhookQueues : IDisposable
{
    public WebhookQueues(PluginEnvironment environment, IOptions<WebhookOptions> options, DeadLetters deadLetters, TimeProvider timeProvider) =>
        All = [.. options.Value.Targets.Keys.Select(name => new WebhookQueue(name, Path.Combine(environment.DataFolder, "queue", name), options.Value.QueueLimit, deadLetters, timeProvider))];

    public IReadOnlyList<WebhookQueue> All { get; }

    public void Dispose()
    {
        foreach (var queue in All)
        {
            queue.Dispose();
        }
    }
}
