using System.Text.Json.Serialization;

namespace Ao.Plugins.GitHub.Quota;

/// <summary>All that is known of one credential's quota. It never changes: <see cref="QuotaRules"/> makes the next one.</summary>
internal sealed record QuotaState
{
    /// <summary>Gets the buckets by resource, such as <c>core</c> and <c>graphql</c>.</summary>
    public IReadOnlyDictionary<string, QuotaBucket> Buckets { get; init; } = new Dictionary<string, QuotaBucket>(StringComparer.Ordinal);

    /// <summary>Gets before when nothing may be called at all.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Gets how often in a row GitHub has asked to slow down.</summary>
    public int Strikes { get; init; }

    public DateTimeOffset? StruckAt { get; init; }

    /// <summary>Gets when was written within the last hour, oldest first.</summary>
    public IReadOnlyList<DateTimeOffset> Writes { get; init; } = [];

    /// <summary>Gets how many calls in a row got no answer or one that says that GitHub is broken.</summary>
    [JsonIgnore]
    public int Failures { get; init; }

    /// <summary>Gets before when GitHub, which is broken, is left alone.</summary>
    [JsonIgnore]
    public DateTimeOffset? OpenUntil { get; init; }

    /// <summary>Gets whether the one call is under way that tries whether GitHub is there again.</summary>
    [JsonIgnore]
    public bool IsProbing { get; init; }

    /// <summary>Gets what was called within the last minute, oldest first.</summary>
    [JsonIgnore]
    public IReadOnlyList<QuotaSpent> Spent { get; init; } = [];
}
