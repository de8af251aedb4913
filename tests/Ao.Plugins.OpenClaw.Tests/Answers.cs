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

    public static WebhookRequest Request(string text, string person = OpenClawStand.Operator, string secret = OpenClawStand.Secret, TimeSpan age = default)
    {
        var colon = person.IndexOf(':', StringComparison.Ordinal);
        return Signed(JsonSerializer.Serialize(new Dictionary<string, string> { ["channel"] = person[..colon], ["sender"] = person[(colon + 1)..], ["text"] = text }), secret, age);
    }

    /// <summary>Gives a request with any body, signed as the hook does.</summary>
    public static WebhookRequest Signed(string text, string secret = OpenClawStand.Secret, TimeSpan age = default)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var timestamp = (TimeProvider.System.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new WebhookRequest
        {
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["ao-timestamp"] = timestamp, ["ao-signature"] = AnswerProof.Sign(secret, timestamp, body) },
            Body = body,
        };
    }
}
