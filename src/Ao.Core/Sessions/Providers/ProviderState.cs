using Ao.Agents;

namespace Ao.Sessions.Providers;

/// <summary>A provider that refuses, or has refused lately, as it is folded from its facts.</summary>
internal sealed record ProviderState
{
    public required string Provider { get; init; }

    public required ProviderLimitKind Kind { get; init; }

    /// <summary>Gets when it is tried again.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Gets how often in a row it has refused when it was tried again.</summary>
    public required int Strikes { get; init; }

    /// <summary>Gets how many sessions may be in a turn at once.</summary>
    public required int Window { get; init; }

    /// <summary>Gets how many sessions were in a turn before it refused.</summary>
    public required int Peak { get; init; }

    public string? Detail { get; init; }

    /// <summary>Gets what a person reads.</summary>
    public string Description => $"The provider '{Printable.Quote(Provider)}' {Reason}; it is tried again at {Until.UtcDateTime:u}.{(Detail is null ? "" : $" It said: {Printable.Quote(Detail)}")}";

    private string Reason => Kind switch
    {
        ProviderLimitKind.RateLimited => "limits requests",
        ProviderLimitKind.Overloaded => "has trouble",
        ProviderLimitKind.Exhausted => "says that the plan is used up",
        _ => "does not accept the sign-in",
    };
}
