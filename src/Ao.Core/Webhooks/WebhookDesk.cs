using Ao.Plugins;
using Microsoft.Extensions.Logging;

namespace Ao.Webhooks;

/// <summary>Gives requests from outside to plugins. What goes wrong there is logged, and not told to whoever has sent the request.</summary>
internal sealed partial class WebhookDesk(ISlotCatalog plugins, ILogger<WebhookDesk> logger) : IWebhooks
{
    private static readonly WebhookReply s_none = new(404);
    private static readonly WebhookReply s_tooLarge = new(413);
    private static readonly WebhookReply s_later = new(503);

    public async ValueTask<WebhookReply> ReceiveAsync(Slot slot, string name, WebhookRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(request);
        if (request.Body.Length > WebhookRequest.MaxBody)
        {
            return s_tooLarge;
        }

        if (Find(slot, name) is not { } receiver)
        {
            return s_none;
        }

        try
        {
            return await receiver.ReceiveAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception, slot, Printable.Quote(name));
            return s_later;
        }
    }

    private IWebhookReceiver? Find(Slot slot, string name)
    {
        try
        {
            return SlotContracts.IsSlot(slot) ? plugins.Find<IWebhookReceiver>(slot, name) : null;
        }
        catch (PluginException exception)
        {
            // A name that anybody can make up is no fault of the host's; one that could not be loaded was told at the start.
            LogNone(exception, slot, Printable.Quote(name));
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "The {Slot} '{Name}' failed at a request from outside; the sender is asked to send it again.")]
    private partial void LogFailed(Exception exception, Slot slot, string name);

    [LoggerMessage(LogLevel.Debug, "A request from outside is for the {Slot} '{Name}', which is not there.")]
    private partial void LogNone(Exception exception, Slot slot, string name);
}
