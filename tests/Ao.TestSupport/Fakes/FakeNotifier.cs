using System.Threading.Channels;
using Ao.Notifiers;

namespace Ao.TestSupport.Fakes;

/// <summary>A notifier whose troubles are chosen by the test.</summary>
public sealed class FakeNotifier : INotifier
{
    /// <summary>Gets what was sent.</summary>
    public Channel<Notification> Sent { get; } = Channel.CreateUnbounded<Notification>();

    /// <summary>Gets or sets what happens after a notification was sent.</summary>
    public Func<Notification, Task> AfterSend { get; set; } = static _ => Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask NotifyAsync(Notification notification, CancellationToken cancellationToken = default)
    {
        Sent.Writer.TryWrite(notification);
        await AfterSend(notification);
    }
}
