namespace Ao.Agents;

/// <summary>Why a model provider refuses.</summary>
public enum ProviderLimitKind
{
    /// <summary>Too many requests or tokens in a short time (HTTP 429).</summary>
    RateLimited,

    /// <summary>The provider has trouble of its own (HTTP 5xx, 529, or streams that break off).</summary>
    Overloaded,

    /// <summary>The plan or the account's balance is used up.</summary>
    Exhausted,

    /// <summary>The sign-in has expired or the key is not accepted (HTTP 401, 403).</summary>
    SignInExpired,
}
