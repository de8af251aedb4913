using Ao.Agents;

namespace Ao.Plugins.Aider;

/// <summary>Finds in what Aider prints why a model provider has refused. It prints the names of its library's errors.</summary>
internal static class Refusal
{
    private static readonly (string Name, ProviderLimitKind Kind)[] s_errors =
    [
        ("litellm.RateLimitError", ProviderLimitKind.RateLimited),
        ("litellm.AuthenticationError", ProviderLimitKind.SignInExpired),
        ("litellm.PermissionDeniedError", ProviderLimitKind.SignInExpired),
        ("litellm.BudgetExceededError", ProviderLimitKind.Exhausted),
        ("litellm.InternalServerError", ProviderLimitKind.Overloaded),
        ("litellm.ServiceUnavailableError", ProviderLimitKind.Overloaded),
        ("litellm.APIConnectionError", ProviderLimitKind.Overloaded),
    ];

    public static ProviderLimitKind? In(string text) =>
        s_errors.Where(error => text.Contains(error.Name, StringComparison.Ordinal)).Select(static error => (ProviderLimitKind?)error.Kind).FirstOrDefault();
}
