using Microsoft.Extensions.Options;

namespace Ao.Plugins.Webhook;

/// <summary>The queues of the targets, one each.</summary>
internal sealed class WebhookQueues : IDisposable
{
    private const int MostKeys = 100_000;

    public WebhookQueues(PluginEnvironment environment, IOptions<WebhookOptions> options, DeadLetters deadLetters, TimeProvider timeProvider) =>
        All = [.. options.Value.Targets.Keys.Select(name =>
        {
            var folder = Path.Combine(environment.DataFolder, "queue", name);
            var handled = new HandledKeys(Path.Combine(folder, "handled.keys"), options.Value.GiveUpAfter, MostKeys, timeProvider);
            return new WebhookQueue(name, folder, options.Value.QueueLimit, handled, deadLetters, timeProvider);
        })];

    public IReadOnlyList<WebhookQueue> All { get; }

    public void Dispose()
    {
        foreach (var queue in All)
        {
            queue.Dispose();
        }
    }
}
