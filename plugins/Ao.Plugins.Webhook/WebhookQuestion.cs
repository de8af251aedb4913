using System.Globalization;
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
        Parameters = question.Parameters.ToDictionary(static parameter => parameter.Key, static parameter => Shorten(parameter.Value), StringComparer.Ordinal),
        ExpiresAt = question.ExpiresAt,
        Details = question.Details,
    };

    private static string Shorten(string value) => value.Length <= MaxValue
        ? value
        : string.Create(CultureInfo.InvariantCulture, $"{value[..MaxValue]}… ({value.Length - MaxValue} more characters; see the whole where it is answered)");
}
