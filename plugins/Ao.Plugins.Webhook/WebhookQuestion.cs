using Ao.Channels;
using Ao.Notifiers;

namespace Ao.Plugins.Webhook;

/// <summary>A question as it is posted: what would be done, and what helps to decide.</summary>
internal sealed record WebhookQuestion
{
    private const int MaxValue = 10_000;

    public required string ConsentId { get; init; }

    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required ConsentDetails Details { get; init; }

    public static WebhookQuestion From(ConsentQuestion question) => new()
    {
        ConsentId = question.ConsentId,
        Parameters = question.Parameters.ToDictionary(static parameter => parameter.Key, static parameter => ChannelText.Cut(parameter.Value, MaxValue), StringComparer.Ordinal),
        ExpiresAt = question.ExpiresAt,
        Details = question.Details,
    };
}
