using Ao.Plugins;

namespace Ao.Webhooks;

/// <summary>Gives requests that outside services send to the plugins that they are meant for.</summary>
/// <remarks>A host calls it from a route of its own server; <c>Ao.AspNetCore</c> has one ready. It proves nothing: each plugin proves who sent a request before it looks at it.</remarks>
public interface IWebhooks
{
    /// <summary>Gives a request to an implementation.</summary>
    /// <param name="slot">The slot that the implementation fills.</param>
    /// <param name="name">The name of the implementation.</param>
    /// <param name="request">The request, as it came.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>What to answer: what the implementation says; 404 where there is none of that name or it takes no requests; 413 where the body is larger than <see cref="WebhookRequest.MaxBody"/>;
    /// 503 where the implementation failed, so that the sender sends it again. It does not throw for what a request holds.</returns>
    ValueTask<WebhookReply> ReceiveAsync(Slot slot, string name, WebhookRequest request, CancellationToken cancellationToken = default);
}
