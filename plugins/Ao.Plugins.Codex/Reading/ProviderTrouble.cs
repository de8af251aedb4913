using System.Text.Json;
using Ao.Agents;

namespace Ao.Plugins.Codex.Reading;

/// <summary>Tells a provider's refusal from other errors of a turn, by the kind that Codex gives with an error.</summary>
internal sealed class ProviderTrouble
{
    private static readonly string[] s_windows = ["primary", "secondary"];
    private DateTimeOffset? _resetsAt;

    /// <summary>Takes in what Codex knows of the plan's windows: the one that is used up, and passes last, says when a limit ends.</summary>
    public void TakeLimits(JsonElement limits) =>
        _resetsAt = s_windows.Select(name => limits.Part(name)).OfType<JsonElement>()
            .Where(static window => (window.Part("usedPercent") ?? window.Part("used_percent")) is { ValueKind: JsonValueKind.Number } used && used.GetDouble() >= 100)
            .Select(static window => Math.Max(window.Count("resetsAt"), window.Count("resets_at")))
            .Where(static seconds => seconds is > 0 and < 253_402_300_800)
            .Select(static seconds => (DateTimeOffset?)DateTimeOffset.FromUnixTimeSeconds(seconds))
            .Max();

    /// <summary>Gives the signal of a refusal, where an error is one.</summary>
    /// <param name="error">The error of a turn, with its message and its kind.</param>
    public ProviderLimited? Read(JsonElement error)
    {
        if (KindOf(error.Part("codexErrorInfo") ?? error.Part("codex_error_info")) is not { } kind)
        {
            return null;
        }

        var detail = error.Text("message");
        return new ProviderLimited
        {
            Cursor = 0,
            Kind = kind,
            ResetsAt = kind is ProviderLimitKind.Exhausted or ProviderLimitKind.RateLimited ? _resetsAt : null,
            Detail = kind == ProviderLimitKind.SignInExpired ? $"{detail} Sign in again: codex login. Or renew the key." : detail,
        };
    }

    private static ProviderLimitKind? KindOf(JsonElement? info)
    {
        if (info is { ValueKind: JsonValueKind.Object } && info.Value.EnumerateObject().FirstOrDefault() is { Value.ValueKind: JsonValueKind.Object } named)
        {
            return KindOf(Math.Max(named.Value.Count("httpStatusCode"), named.Value.Count("http_status_code")), Plain(named.Name));
        }

        return info is { ValueKind: JsonValueKind.String } word ? KindOf(0, Plain(word.GetString()!)) : null;
    }

    private static ProviderLimitKind? KindOf(long status, string word) => (status, word) switch
    {
        (429, _) or (_, "ratelimitexceeded") => ProviderLimitKind.RateLimited,
        (401 or 403, _) or (_, "unauthorized") => ProviderLimitKind.SignInExpired,
        (402, _) or (_, "usagelimitexceeded" or "sessionbudgetexceeded") => ProviderLimitKind.Exhausted,
        ( >= 500, _) or (_, "serveroverloaded" or "internalservererror" or "flexunavailable" or "policycapacityunavailable") => ProviderLimitKind.Overloaded,

        // No answer at all, or one that broke off.
        (0, "httpconnectionfailed" or "responsestreamconnectionfailed" or "responsestreamdisconnected" or "responsetoomanyfailedattempts") => ProviderLimitKind.Overloaded,
        _ => null,
    };

    // The protocol writes usageLimitExceeded, the log usage_limit_exceeded.
    private static string Plain(string word) => word.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
