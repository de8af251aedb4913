namespace Ao.Plugins;

/// <summary>The optional capability of an implementation of any slot to take requests that an outside service sends when something happens there: a forge's webhook, a chat's button.</summary>
/// <remarks>A host gives each request that it gets at the implementation's address to it, as it came. The implementation proves who sent it before it looks at anything else, and refuses what it cannot prove.</remarks>
public interface IWebhookReceiver
{
    /// <summary>Takes a request. It answers soon: what has to be done about it is done afterwards.</summary>
    /// <param name="request">The request, which anybody may have sent.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>What to answer.</returns>
    ValueTask<WebhookReply> ReceiveAsync(WebhookRequest request, CancellationToken cancellationToken = default);
}
