namespace Ao.Notifiers;

/// <summary>What a session has cost up to a question.</summary>
public sealed record CostSoFar
{
    /// <summary>Gets the tokens that the agent says it has used, in and out.</summary>
    public required long Tokens { get; init; }

    /// <summary>Gets the money by currency, as far as the configuration has prices.</summary>
    public IReadOnlyDictionary<string, decimal> Money { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Gets whether tokens are without a price, so that it has cost more than <see cref="Money"/> says.</summary>
    public bool IsIncomplete { get; init; }
}
