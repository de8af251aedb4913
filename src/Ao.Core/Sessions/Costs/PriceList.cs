using Ao.Configuration;

namespace Ao.Sessions.Costs;

/// <summary>Turns tokens into money by published prices: a pure function.</summary>
internal static class PriceList
{
    private const decimal Million = 1_000_000m;

    /// <summary>Gives what a session's tokens have cost, a model each. The price is that of the day on which the session began.</summary>
    /// <param name="usage">The tokens by model.</param>
    /// <param name="prices">The prices.</param>
    /// <param name="day">The day.</param>
    public static IReadOnlyList<ModelCost> CostOf(IReadOnlyDictionary<string, SessionUsage> usage, IEnumerable<ModelPriceOptions> prices, DateOnly day) =>
        [.. usage.OrderBy(static entry => entry.Key, StringComparer.Ordinal).Select(entry => CostOf(entry.Key, entry.Value, prices, day))];

    private static ModelCost CostOf(string model, SessionUsage usage, IEnumerable<ModelPriceOptions> prices, DateOnly day)
    {
        var price = prices.Where(price => string.Equals(price.Model, model, StringComparison.OrdinalIgnoreCase) && price.From <= day).MaxBy(static price => price.From);
        return price is null ? new ModelCost(model, Amount: null) : new ModelCost(
            model,
            (((usage.InputTokens - usage.CachedTokens) * price.InputPerMillion) + (usage.CachedTokens * price.CachedPerMillion) + (usage.OutputTokens * price.OutputPerMillion)) / Million,
            price.Currency,
            price.From,
            price.Source);
    }
}
