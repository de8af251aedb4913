using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Ao.Channels;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Slack;

/// <summary>Calls Slack: a method of the Web API as the bot, or the incoming webhook.</summary>
internal sealed class SlackClient(IHttpClients clients, IOptions<SlackOptions> options, TimeProvider time)
{
    private const string Service = "Slack";

    private ChannelHttp Http => new(clients.Create("slack"), Service, options.Value.Timeout, time);

    /// <summary>Calls a method of the Web API.</summary>
    /// <returns>What it gave.</returns>
    /// <exception cref="SlackRefusedException">Slack refuses the call for a reason that it names.</exception>
    public async ValueTask<SlackReply> CallAsync(string method, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Value.ApiAddress, method)) { Content = ChannelHttp.Json(write) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.Token);
        var answer = await Http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            throw ChannelFault.Of(answer, Service, said: null, "Check ApiAddress.");
        }

        var reply = SlackReply.Read(answer.Body) ?? throw new OutcomeUnknownException("Slack answered with something that is no answer of its Web API. The message may have arrived; check ApiAddress.");
        return reply.IsOk ? reply : throw SlackRefusal.Of(reply, answer.RetryAfter);
    }

    /// <summary>Posts to the incoming webhook.</summary>
    public async ValueTask PostAsync(Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.WebhookUrl) { Content = ChannelHttp.Json(write) };
        var answer = await Http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            var remedy = answer.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Forbidden
                ? "Make a new incoming webhook and set WebhookUrl to it."
                : "The words in quotation marks are Slack's own; its documentation of incoming webhooks explains them.";
            throw ChannelFault.Of(answer, Service, Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, 200)]), remedy);
        }
    }
}
