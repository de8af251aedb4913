using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.OpenClaw;

/// <summary>Posts to the gateway's hooks. A message is tried a few times under one idempotency key, by which the gateway knows it again.</summary>
internal sealed class GatewayClient(IHttpClients clients, GatewayHealth health, IOptions<OpenClawOptions> options, TimeProvider timeProvider)
{
    private const int MaxAnswer = 64 * 1024;

    /// <summary>Has the agent pass a message on.</summary>
    public ValueTask SendAsync(OperationKey key, AgentRequest request, CancellationToken cancellationToken) =>
        TryAsync("agent", key, request, OpenClawJson.Default.AgentRequest, options.Value.Attempts, cancellationToken);

    /// <summary>Wakes the agent's main session. The gateway itself makes one of the same wakes that wait.</summary>
    public ValueTask WakeAsync(OperationKey key, WakeRequest request, CancellationToken cancellationToken) =>
        TryAsync("wake", key, request, OpenClawJson.Default.WakeRequest, attempts: 1, cancellationToken);

    /// <summary>Asks the gateway for something that it refuses before it does anything, to see whether it knows the token.</summary>
    public async ValueTask<GatewayResult> ProbeAsync(CancellationToken cancellationToken)
    {
        await health.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await PostAsync("agent", null, new AgentRequest { Message = "" }, OpenClawJson.Default.AgentRequest, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask TryAsync<T>(string hook, OperationKey key, T body, JsonTypeInfo<T> type, int attempts, CancellationToken cancellationToken)
    {
        var mayHaveArrived = false;
        for (var attempt = 1; ; attempt++)
        {
            GatewayResult result;
            try
            {
                await health.EnsureAsync(cancellationToken).ConfigureAwait(false);
                result = await PostAsync(hook, key, body, type, cancellationToken).ConfigureAwait(false);
            }
            catch (TransientException exception) when (mayHaveArrived)
            {
                throw new OutcomeUnknownException($"A message to the OpenClaw gateway may have been taken: a first attempt broke off, and then: {exception.Message}", exception);
            }

            mayHaveArrived |= result.Outcome == GatewayOutcome.Unknown;
            switch (result.Outcome)
            {
                case GatewayOutcome.Taken:
                    return;
                case GatewayOutcome.Refused:
                    throw new AoException($"The OpenClaw gateway refuses the message: {result.Reason}");
                case var _ when attempt < attempts && result.RetryAfter is null:
                    await Task.Delay(options.Value.RetryDelay * Math.Pow(2, attempt - 1), timeProvider, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    throw mayHaveArrived
                        ? new OutcomeUnknownException($"A message to the OpenClaw gateway may have been taken: {result.Reason}.")
                        : new TransientException($"The OpenClaw gateway has not taken the message: {result.Reason}.", result.RetryAfter);
            }
        }
    }

    private async ValueTask<GatewayResult> PostAsync<T>(string hook, OperationKey? key, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, timeProvider);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, GatewayAddress.HookOf(options.Value, hook)) { Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type)) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.Token);
            if (key is { } known)
            {
                request.Headers.Add("Idempotency-Key", known.Value);
            }

            using var response = await clients.Create("hooks").SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token).ConfigureAwait(false);
            var answer = await ReadAsync(response, ending.Token).ConfigureAwait(false);
            var result = GatewayAnswers.ResultOf((int)response.StatusCode, answer, RetryAfterOf(response.Headers.RetryAfter));
            if (result.Outcome is GatewayOutcome.NotTaken or GatewayOutcome.Unknown)
            {
                health.Suspect();
            }

            return result;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            health.Suspect();
            return new GatewayResult(GatewayOutcome.Unknown, string.Create(CultureInfo.InvariantCulture, $"no answer within {options.Value.Timeout.TotalSeconds:0.##} s"));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            health.Suspect();
            return exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } unsent
                ? new GatewayResult(GatewayOutcome.NotTaken, $"it cannot be reached ({unsent.HttpRequestError})")
                : new GatewayResult(GatewayOutcome.Unknown, "the connection broke off");
        }
    }

    /// <summary>Reads what the gateway says, as far as it is of use.</summary>
    /// <returns>The answer, or <see langword="null"/> where it is none that a gateway gives.</returns>
    private static async ValueTask<GatewayAnswer?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var bytes = new byte[MaxAnswer];
            var count = await stream.ReadAtLeastAsync(bytes, MaxAnswer, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            try
            {
                return JsonSerializer.Deserialize(bytes.AsSpan(0, count), OpenClawJson.Default.GatewayAnswer);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    private TimeSpan? RetryAfterOf(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date is { } date ? date - timeProvider.GetUtcNow() : null);
        return wait is { } value && value < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
