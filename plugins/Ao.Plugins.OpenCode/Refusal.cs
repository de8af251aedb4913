using Ao.Agents;

namespace Ao.Plugins.OpenCode;

/// <summary>What a provider's refusal means.</summary>
internal static class Refusal
{
    /// <summary>Tells why a provider refused, by the status of its answer and, where that is not known, by what it said.</summary>
    public static ProviderLimitKind KindOf(long status, string? message) => status switch
    {
        401 or 403 => ProviderLimitKind.SignInExpired,
        402 => ProviderLimitKind.Exhausted,
        429 when Says(message, "quota", "usage limit", "credit", "billing") => ProviderLimitKind.Exhausted,
        429 => ProviderLimitKind.RateLimited,
        >= 500 => ProviderLimitKind.Overloaded,
        _ when Says(message, "quota", "usage limit", "credit", "billing") => ProviderLimitKind.Exhausted,
        _ when Says(message, "rate limit", "too many requests") => ProviderLimitKind.RateLimited,
        _ => ProviderLimitKind.Overloaded,
    };

    /// <summary>Tells whether a status is a refusal that another request will not change.</summary>
    public static bool IsLimit(long status) => status is 401 or 402 or 403 or 429 or >= 500;

    private static bool Says(string? message, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (message?.Contains(word, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }
}
