using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ao.Plugins.OpenClaw.Tests;

/// <summary>Makes the requests that the gateway's hook sends.</summary>
internal static class Answers
{
    /// <summary>Gives the code that a question was asked with.</summary>
    public static string CodeOf(OpenClawStand stand, string consentId) =>
        Regex.Match(stand.Arrived.Single(arrival => arrival.Shown.Contains($"(question {consentId})", StringComparison.Ordinal)).Shown, "ao yes ([0-9A-Z]{6})").Groups[1].Value;

    public static WebhookRequest Request(string text, string person = OpenClawStand.Operator, string id = "telegram/1", string secret = OpenClawStand.Secret, TimeSpan age = default)
    {
        var colon = person.IndexOf(':', StringComparison.Ordinal);
        var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, string> { ["id"] = id, ["channel"] = person[..colon], ["sender"] = person[(colon + 1)..], ["text"] = text }));
        var timestamp = (TimeProvider.System.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new WebhookRequest
        {
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["ao-timestamp"] = timestamp, ["ao-signature"] = AnswerProof.Sign(secret, timestamp, body) },
            Body = body,
        };
    }
}
