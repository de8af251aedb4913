using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitLab.Webhooks;

/// <summary>Takes webhooks: proved, each once, and only as hints to look again.</summary>
internal sealed partial class WebhookIntake(Deliveries deliveries, Hints hints, IOptions<GitLabOptions> options, TimeProvider timeProvider, ILogger<WebhookIntake> logger)
{
    // The first is the same for every attempt at one delivery; the others are for servers that do not send it.
    private static readonly string[] s_ids = ["Idempotency-Key", "webhook-id", "X-Gitlab-Webhook-UUID", "X-Gitlab-Event-UUID"];

    public async ValueTask<WebhookReply> ReceiveAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!WebhookProof.Holds(request, options.Value, timeProvider.GetUtcNow()))
        {
            LogUnproved();
            return WebhookReply.Unproved;
        }

        WebhookEvent? about;
        try
        {
            about = WebhookEvent.Read(request.Body);
        }
        catch (JsonException)
        {
            return new WebhookReply(400, "The body cannot be read.");
        }

        // A signature covers the id that it names and no other header.
        var id = options.Value.WebhookSigningToken is null ? s_ids.Select(request.Header).FirstOrDefault(static id => !string.IsNullOrEmpty(id)) : request.Header("webhook-id");
        if (id is null)
        {
            return new WebhookReply(400, "The delivery has no id.");
        }

        if (about is not null && await deliveries.TakeAsync(id, cancellationToken).ConfigureAwait(false))
        {
            (about.IsAboutIssues ? hints.Issues : hints.MergeRequests).Tell(about.Path, about.IsAboutIssues ? about.Issue : about.MergeRequest);
        }

        return WebhookReply.Accepted;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook was refused: nothing proved that GitLab sent it. Compare the secret token or the signing token at GitLab with the plugin's options.")]
    private partial void LogUnproved();
}
