using System.Buffers;
using System.Globalization;
using System.Text;
using Ao.Plugins;
using Ao.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ao.AspNetCore.Webhooks;

/// <summary>Turns a request of an outside service into the form that plugins take, and their answer back.</summary>
internal sealed class WebhookRoute(IOrchestrator orchestrator)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var slot = context.GetRouteValue("slot") as string ?? "";
        var name = context.GetRouteValue("name") as string ?? "";
        var reply = !TryReadSlot(slot, out var place) ? new WebhookReply(StatusCodes.Status404NotFound)
            : await ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false) is not { } body ? new WebhookReply(StatusCodes.Status413PayloadTooLarge)
            : await orchestrator.Webhooks.ReceiveAsync(place, name, RequestOf(context.Request, body), context.RequestAborted).ConfigureAwait(false);
        await AnswerAsync(context.Response, reply, context.RequestAborted).ConfigureAwait(false);
    }

    // A number names a slot to the parser too, and to nobody else.
    private static bool TryReadSlot(string text, out Slot slot) =>
        Enum.TryParse(text, ignoreCase: true, out slot) && Enum.IsDefined(slot) && char.IsAsciiLetter(text[0]);

    /// <returns>The body; <see langword="null"/> where it is larger than is taken.</returns>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > WebhookRequest.MaxBody)
        {
            return null;
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.Length > WebhookRequest.MaxBody)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static WebhookRequest RequestOf(HttpRequest request, byte[] body) => new()
    {
        Headers = request.Headers.ToDictionary(static header => header.Key, static header => string.Join(", ", header.Value.ToArray()), StringComparer.OrdinalIgnoreCase),
        Body = body,
        Query = request.QueryString.HasValue ? request.QueryString.Value![1..] : "",
    };

    private static async Task AnswerAsync(HttpResponse response, WebhookReply reply, CancellationToken cancellationToken)
    {
        response.StatusCode = reply.Status;
        if (reply.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = 30.ToString(CultureInfo.InvariantCulture);
        }

        if (reply.Body.Length > 0)
        {
            response.ContentType = reply.ContentType;
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(reply.Body), cancellationToken).ConfigureAwait(false);
        }
    }
}
