using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ao.Channels;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.OpenClaw;

/// <summary>Posts to the gateway's hooks. A message is tried a few times under one idempotency key, by which the gateway knows it again.</summary>
internal sealed class GatewayClient(IHttpClients clients, GatewayHealth health, IOptions<OpenClawOptions> options, TimeProvider timeProvider)
{
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
                case GatewayOutcome.Refused when mayHaveArrived:
                    // The refusal is of this attempt, not of the one before.
                    throw new OutcomeUnknownException($"A message to the OpenClaw gateway may have been taken: a first attempt broke off, and then it refused: {result.Reason}");
                case GatewayOutcome.Refused:
                    throw new AoException($"The OpenClaw gateway refuses the message: {result.Reason}");
                case var _ when attempt < attempts && result.RetryAfter is null:
                    await Task.Delay(options.Value.RetryDelay * Math.Pow(2, attempt - 1), timeProvider, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    throw mayHaveArrived
                        ? new OutcomeUnknownException($"A message to the OpenClaw gateway may have been taken: {result.Reason}", result.Fault)
                        : new TransientException($"The OpenClaw gateway has not taken the message: {result.Reason}", result.RetryAfter, result.Fault);
            }
        }
    }

    private async ValueTask<GatewayResult> PostAsync<T>(string hook, OperationKey? key, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, GatewayAddress.HookOf(options.Value, hook)) { Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.Token);
        if (key is { } known)
        {
            request.Headers.Add("Idempotency-Key", known.Value);
        }

        GatewayResult result;
        try
        {
            var answer = await new ChannelHttp(clients.Create("hooks"), "it", options.Value.Timeout, timeProvider).SendAsync(request, cancellationToken).ConfigureAwait(false);
            result = GatewayAnswers.ResultOf((int)answer.Status, Read(answer.Body.Span), answer.RetryAfter);
        }
        catch (TransientException exception)
        {
            result = new GatewayResult(GatewayOutcome.NotTaken, exception.Message, exception.RetryAfter, exception);
        }
        catch (OutcomeUnknownException exception)
        {
            result = new GatewayResult(GatewayOutcome.Unknown, exception.Message, Fault: exception);
        }

        if (result.Outcome is GatewayOutcome.NotTaken or GatewayOutcome.Unknown)
        {
            health.Suspect();
        }

        return result;
    }

    /// <summary>Reads what the gateway says.</summary>
    /// <returns>The answer, or <see langword="null"/> where it is none that a gateway gives.</returns>
    private static GatewayAnswer? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, OpenClawJson.Default.GatewayAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
