using System.Globalization;

namespace Ao.Plugins.OpenClaw;

/// <summary>Says what follows from an answer of the gateway's hooks.</summary>
internal static class GatewayAnswers
{
    public static GatewayResult ResultOf(int status, GatewayAnswer? answer, TimeSpan? retryAfter)
    {
        var said = answer?.Error is { Length: > 0 } error ? $" '{Printable.Quote(error)}'" : "";
        var reason = string.Create(CultureInfo.InvariantCulture, $"it answered {status}{said}");
        return status switch
        {
            >= 200 and < 300 when answer is { Ok: true } => new GatewayResult(GatewayOutcome.Taken),

            // A good status and an answer that is none: something else answers, or the answer was cut off.
            >= 200 and < 300 => new GatewayResult(GatewayOutcome.Unknown, $"{reason}, and not as a gateway does."),
            >= 300 and < 400 => Refused(reason, "It is not followed there. Set Address to where the gateway is."),
            401 => Refused(reason, "It does not know the Token. Give its hooks.token."),
            404 => Refused(reason, "It has no hooks there. Set hooks.enabled in its configuration, and HooksPath to its hooks.path."),
            413 => Refused(reason, "The message is longer than it takes."),
            400 => Refused(reason, said.Contains("sessionKey", StringComparison.OrdinalIgnoreCase) || said.Contains("sessionMode", StringComparison.OrdinalIgnoreCase)
                ? "Set hooks.allowRequestSessionKey in its configuration and add SessionKeyPrefix to hooks.allowedSessionKeyPrefixes, or set KeepConversations to false."
                : "Check AgentId, Channel, To and AccountId against its configuration."),
            429 => new GatewayResult(GatewayOutcome.NotTaken, $"{reason}.", retryAfter ?? TimeSpan.FromMinutes(1)),

            // It says of these that the message was not admitted, or that an admission was cancelled.
            408 or 409 or 502 or 503 => new GatewayResult(GatewayOutcome.NotTaken, $"{reason}.", retryAfter),
            >= 500 => new GatewayResult(GatewayOutcome.Unknown, $"{reason}.", retryAfter),
            _ => Refused(reason, "Check Address and HooksPath, and what stands between."),
        };
    }

    private static GatewayResult Refused(string reason, string remedy) => new(GatewayOutcome.Refused, $"{reason}. {remedy}");
}
