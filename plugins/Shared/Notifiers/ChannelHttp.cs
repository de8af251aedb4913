using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace Ao.Channels;

/// <summary>Sends one request to a chat or gateway, within a time and with a bounded answer, and says in the contract's terms how it broke off where it did.</summary>
/// <param name="client">The host's client, which follows no redirect.</param>
/// <param name="channel">How the channel is called in messages. No message holds an address: it may be a secret.</param>
/// <param name="timeout">How long the request and its answer may take together.</param>
/// <param name="time">What the time is told by.</param>
internal sealed class ChannelHttp(HttpClient client, string channel, TimeSpan timeout, TimeProvider time)
{
    private const int MaxAnswer = 256 * 1024;

    /// <summary>Sends a request that changes something.</summary>
    /// <param name="request">The request. Its body is in memory, so that it goes out with its length.</param>
    /// <param name="cancellationToken">The token that cancels it.</param>
    /// <exception cref="TransientException">It could not be sent.</exception>
    /// <exception cref="OutcomeUnknownException">It broke off after it may have arrived.</exception>
    public async ValueTask<ChannelAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token).ConfigureAwait(false);
            return new ChannelAnswer(response.StatusCode, await ReadAsync(response, ending.Token).ConfigureAwait(false), RetryAfterOf(response.Headers.RetryAfter))
            {
                Headers = response.Headers.ToDictionary(static header => header.Key, static header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase),
            };
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OutcomeUnknownException($"{channel} did not answer within {timeout.TotalSeconds:0.##} s. The message may have arrived.", exception);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            throw new TransientException($"{channel} could not be reached ({exception.HttpRequestError}).", innerException: exception);
        }
        // A connection that is reset in the moment it stands fails with the socket's own error (seen with .NET 10.0.12).
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            throw new OutcomeUnknownException($"The connection to {channel} broke off ({(exception as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown}). The message may have arrived.", exception);
        }
    }

    /// <summary>Makes a body of JSON that goes out with its length and not in chunks.</summary>
    public static ByteArrayContent Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        var content = new ByteArrayContent(buffer.WrittenSpan.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return content;
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var buffer = new byte[8 * 1024];
                using var body = new MemoryStream();
                while (body.Length < MaxAnswer && await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
                {
                    body.Write(buffer, 0, read);
                }

                return body.ToArray();
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException && !response.IsSuccessStatusCode)
        {
            // What was refused is refused: the status says so, whatever the rest would have said.
            return ReadOnlyMemory<byte>.Empty;
        }
    }

    private TimeSpan? RetryAfterOf(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait is { } value && value < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
