using Ao.Agents;

namespace Ao.Plugins.ClaudeCode.Reading;

/// <summary>Why a model provider has refused.</summary>
internal static class Refusal
{
    /// <summary>Says what kind of refusal it is.</summary>
    /// <param name="status">The HTTP status, or 0 where there was no answer.</param>
    /// <param name="error">What Claude Code calls it.</param>
    /// <returns>The kind, or <see langword="null"/> where it is no limit that passes, such as a request that is too long.</returns>
    public static ProviderLimitKind? KindOf(long status, string? error) => (status, error) switch
    {
        (_, "billing_error") => ProviderLimitKind.Exhausted,
        (401 or 403, _) or (_, "authentication_failed") => ProviderLimitKind.SignInExpired,
        (402, _) => ProviderLimitKind.Exhausted,
        (429, _) or (_, "rate_limit") => ProviderLimitKind.RateLimited,
        (>= 500, _) or (_, "server_error" or "overloaded" or "connection_failed") => ProviderLimitKind.Overloaded,
        _ => null,
    };

    /// <summary>Says what the provider said, and what mends a sign-in.</summary>
    public static string Describe(ProviderLimitKind kind, string? text) => kind == ProviderLimitKind.SignInExpired
        ? $"{text ?? "The sign-in is not accepted."} Sign in with: claude auth login    (or set ANTHROPIC_API_KEY)"
        : text ?? "The model provider refuses for now.";
}
