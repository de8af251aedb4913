using System.Net;
using System.Text.Json;
using Ao.Channels;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Discord;

/// <summary>Calls the webhook, at Discord's pace.</summary>
internal sealed class DiscordClient(IHttpClients clients, DiscordPace pace, IOptions<DiscordOptions> options, TimeProvider time)
{
    private const string Service = "Discord";
    private const int UnknownMessage = 10008;

    private ChannelHttp Http => new(clients.Create("discord"), Service, options.Value.Timeout, time);

    /// <summary>Posts a message, and waits until Discord has it.</summary>
    /// <returns>The id of the message.</returns>
    public async ValueTask<string> PostAsync(Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        var (answer, read) = await SendAsync(HttpMethod.Post, "", ["wait=true"], write, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess
            ? read.Id ?? throw new OutcomeUnknownException("Discord answered without a message's id. The message may have arrived; check that WebhookUrl is a webhook of Discord.")
            : throw Fault(answer, read);
    }

    /// <summary>Changes a message. One that is not there any more is left alone.</summary>
    /// <exception cref="TransientException">It was not changed, or it cannot be seen whether it was: one that is changed twice is the same.</exception>
    public async ValueTask ChangeAsync(string message, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        try
        {
            var (answer, read) = await SendAsync(HttpMethod.Patch, $"/messages/{Uri.EscapeDataString(message)}", [], write, cancellationToken).ConfigureAwait(false);
            if (!answer.IsSuccess && read.Code != UnknownMessage)
            {
                throw Fault(answer, read);
            }
        }
        catch (OutcomeUnknownException exception)
        {
            throw new TransientException($"It cannot be seen whether the message of a question was changed; it may be changed again. {exception.Message}", innerException: exception);
        }
    }

    private async ValueTask<(ChannelAnswer Answer, DiscordAnswer Read)> SendAsync(HttpMethod method, string path, IReadOnlyList<string> query, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        await pace.WaitAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> parts = options.Value.ThreadId is { } id ? [.. query, $"thread_id={Uri.EscapeDataString(id)}"] : query;
        var address = new Uri($"{options.Value.WebhookUrl!.AbsoluteUri.TrimEnd('/')}{path}{(parts.Count > 0 ? $"?{string.Join('&', parts)}" : "")}");
        using var request = new HttpRequestMessage(method, address) { Content = ChannelHttp.Json(write) };
        var answer = await Http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var read = DiscordAnswer.Read(answer.Body);
        var header = DiscordPace.Sensible(answer.RetryAfter);
        var asked = answer.Status == HttpStatusCode.TooManyRequests ? DiscordPace.SecondsOf(read.RetryAfter) ?? header : null;
        return (answer with { RetryAfter = pace.Note(answer, asked) ?? header }, read);
    }

    private static AoException Fault(ChannelAnswer answer, DiscordAnswer read) => ChannelFault.Of(answer, Service, read.Message, answer.Status switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "The webhook is gone, or its address is not right: make one in the channel's settings and set WebhookUrl to it. Where ThreadId is set, it must be a thread of that channel.",
        _ => "The words in quotation marks are Discord's own; its documentation of webhooks explains them.",
    });
}
