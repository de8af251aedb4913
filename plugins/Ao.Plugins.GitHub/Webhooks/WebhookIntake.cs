using System.Text.Json;
using Ao.Plugins.GitHub.Issues;
using Ao.Plugins.GitHub.Looks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitHub.Webhooks;

/// <summary>Takes webhooks: proves who sent them, and notes what to look at again. It answers at once; the look comes later, and is the truth.</summary>
internal sealed partial class WebhookIntake(IOptions<GitHubOptions> options, DeliveryLog deliveries, PullRequestLooks looks, IssueMarks issues, ILogger<WebhookIntake> logger) : IWebhookReceiver
{
    private const int LongestEvent = 60;

    public async ValueTask<WebhookReply> ReceiveAsync(WebhookRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (options.Value.WebhookSecret is not { } secret)
        {
            LogNoSecret();
            return WebhookReply.Unproved;
        }

        if (!WebhookSignature.IsGenuine(secret, request.Body.Span, request.Header("X-Hub-Signature-256")))
        {
            LogUnproved();
            return WebhookReply.Unproved;
        }

        if (request.Header("X-GitHub-Event") is not { Length: > 0 and <= LongestEvent } name || request.Header("X-GitHub-Delivery") is not { } delivery || !DeliveryLog.IsId(delivery))
        {
            return new WebhookReply(400, "X-GitHub-Event or X-GitHub-Delivery is missing.");
        }

        WebhookPayload payload;
        try
        {
            payload = WebhookPayload.Read(name, request.Body);
        }
        catch (JsonException)
        {
            return new WebhookReply(400, "The body is no JSON object. Set the webhook's content type to application/json.");
        }

        if (await deliveries.AddAsync(delivery, cancellationToken).ConfigureAwait(false) && payload.Repository is { } repository)
        {
            if (payload.Change is { } change)
            {
                looks.Mark(repository, change);
            }

            if (payload.Issue is not null)
            {
                issues.Mark(repository);
            }
        }

        return WebhookReply.Accepted;
    }

    [LoggerMessage(LogLevel.Warning, "A webhook was refused because the plugin has no WebhookSecret. Set it to what the webhook is set up with.")]
    private partial void LogNoSecret();

    [LoggerMessage(LogLevel.Warning, "A webhook was refused because its signature is not right: it is not from GitHub, or its secret is not the plugin's WebhookSecret.")]
    private partial void LogUnproved();
}
