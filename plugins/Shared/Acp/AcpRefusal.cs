using System.Text.Json;
using System.Text.RegularExpressions;
using Ao.Agents;

namespace Ao.Acp;

/// <summary>Understands an error that ended a turn. The protocol has no word for a provider's refusal, so agents say it each in their own way.</summary>
internal static partial class AcpRefusal
{
    private const int AuthenticationRequired = -32000;

    /// <summary>Tells why the provider refused, or gives <see langword="null"/> where something else went wrong.</summary>
    public static ProviderLimitKind? KindOf(JsonElement error, string message)
    {
        var data = error.Part("data") ?? default;
        var code = error.Part("code") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : 0;
        var word = data.Text("errorKind", 100) ?? data.Text("errorName", 100) ?? "";
        return (word, data.Count("statusCode") + data.Count("status")) switch
        {
            ("rate_limit", _) or (_, 429) => ExhaustedPattern().IsMatch(message) ? ProviderLimitKind.Exhausted : ProviderLimitKind.RateLimited,
            ("authentication_failed" or "oauth_org_not_allowed" or "ProviderAuthError", _) or (_, 401 or 403) => ProviderLimitKind.SignInExpired,
            ("billing_error", _) or (_, 402) => ProviderLimitKind.Exhausted,
            ("server_error" or "overloaded", _) or (_, >= 500) => ProviderLimitKind.Overloaded,
            _ when code == AuthenticationRequired => ProviderLimitKind.SignInExpired,
            _ when ExhaustedPattern().IsMatch(message) => ProviderLimitKind.Exhausted,
            _ when RatePattern().IsMatch(message) => ProviderLimitKind.RateLimited,
            _ when SignInPattern().IsMatch(message) => ProviderLimitKind.SignInExpired,
            _ when OverloadPattern().IsMatch(message) => ProviderLimitKind.Overloaded,

            // OpenCode's word for any refusal of a provider that it does not ask again.
            ("APIError", _) => ProviderLimitKind.Overloaded,
            _ => null,
        };
    }

    [GeneratedRegex(@"\b(quota|usage limit|out of credits?|credit balance|billing|insufficient)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ExhaustedPattern();

    [GeneratedRegex(@"\b(429|rate.?limit\w*|too many requests)\b", RegexOptions.IgnoreCase)]
    private static partial Regex RatePattern();

    [GeneratedRegex(@"\b(401|403|unauthori[sz]ed|authenticat\w+|invalid api key|sign in|log ?in)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SignInPattern();

    [GeneratedRegex(@"\b(50[0234]|529|overloaded|service unavailable|bad gateway)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OverloadPattern();
}
