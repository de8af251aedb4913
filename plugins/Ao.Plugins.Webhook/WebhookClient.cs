using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Ao.Channels;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Webhook;

/// <summary>Posts one message to one target.</summary>
/// <remarks>The host's clients follow no redirect, which a signed request must not. Each target has one of its own: what is known of one that fails says nothing about another.</remarks>
internal sealed class WebhookClient(IHttpClients clients, IOptions<WebhookOptions> options, TimeProvider timeProvider)
{
    public async ValueTask<SendResult> SendAsync(string target, WebhookMessage message, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, timeProvider);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = RequestFor(options.Value.Targets[target], message);
            using var response = await clients.Create($"target.{target}").SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token).ConfigureAwait(false);
            return ResultOf(response);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendResult(SendOutcome.TryAgain, $"no answer within {options.Value.Timeout.TotalSeconds:0.##} s");
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException)
        {
            return new SendResult(SendOutcome.TryAgain, $"the request failed: {(exception as HttpRequestException)?.HttpRequestError ?? HttpRequestError.ConnectionError}");
        }
    }

    private HttpRequestMessage RequestFor(WebhookTargetOptions target, WebhookMessage message)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, WebhookJson.Default.WebhookMessage);
        var timestamp = timeProvider.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.Add(WebhookHeaders.Timestamp, timestamp);
        request.Headers.Add(WebhookHeaders.Signature, ChannelSignature.Of("v1", $"{timestamp}.", target.Secret, body));
        request.Headers.Add(WebhookHeaders.IdempotencyKey, message.Key.Value);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Ao-Webhook", "1"));
        foreach (var (name, value) in target.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private SendResult ResultOf(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            return new SendResult(SendOutcome.Delivered);
        }

        var reason = string.Create(CultureInfo.InvariantCulture, $"the receiver answered {(int)response.StatusCode}");
        return response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
            ? new SendResult(SendOutcome.TryAgain, reason, RetryAfterOf(response.Headers.RetryAfter))
            : new SendResult(SendOutcome.Refused, reason);
    }

    private TimeSpan? RetryAfterOf(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date is { } date ? date - timeProvider.GetUtcNow() : null);
        return wait is { } value && value < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
