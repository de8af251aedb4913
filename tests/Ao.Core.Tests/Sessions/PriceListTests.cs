using Ao.Configuration;
using Ao.Sessions;
using Ao.Sessions.Costs;

namespace Ao.Core.Tests.Sessions;

public class PriceListTests
{
    private static readonly ModelPriceOptions[] s_prices =
    [
        new() { Model = "heron-1", From = new DateOnly(2026, 1, 1), Source = "list", InputPerMillion = 3, CachedPerMillion = 0.3m, OutputPerMillion = 15 },
        new() { Model = "heron-1", From = new DateOnly(2026, 6, 1), Source = "newer list", InputPerMillion = 2, CachedPerMillion = 0.2m, OutputPerMillion = 10 },
    ];

    [Theory]
    [InlineData("heron-1", "2026-05-31", 0.00351)]
    [InlineData("HERON-1", "2026-06-01", 0.00234)]
    [InlineData("heron-1", "2025-12-31", null)]
    [InlineData("heron-2", "2026-06-01", null)]
    public void CostOf_TakesThePriceOfTheDay_AndGuessesNone(string model, string day, double? amount)
    {
        var usage = new Dictionary<string, SessionUsage> { [model] = new(1200, 30, 200, 0) };

        var cost = Assert.Single(PriceList.CostOf(usage, s_prices, DateOnly.Parse(day, null)));

        Assert.Equal((model, (decimal?)amount), (cost.Model, cost.Amount is { } told ? decimal.Round(told, 5) : null));
        Assert.Equal(amount is null, cost.Source is null);
    }
}
