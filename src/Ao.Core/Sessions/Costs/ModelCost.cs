namespace Ao.Sessions.Costs;

/// <summary>What the tokens of one model have cost a session, by a published price.</summary>
/// <param name="Model">The model.</param>
/// <param name="Amount">The amount; <see langword="null"/> where the configuration has no price for the model at the time, and nothing is guessed.</param>
/// <param name="Currency">The currency, as ISO 4217 names it.</param>
/// <param name="From">The day from which the price is.</param>
/// <param name="Source">Where the price was published.</param>
public sealed record ModelCost(string Model, decimal? Amount, string? Currency = null, DateOnly? From = null, string? Source = null);
