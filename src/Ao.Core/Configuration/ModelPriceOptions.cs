using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>What a model costs from a day on, as its provider has published it.</summary>
public sealed class ModelPriceOptions
{
    /// <summary>Gets or sets the model, as agents name it.</summary>
    [Required]
    public string Model { get; set; } = "";

    /// <summary>Gets or sets the first day, in UTC, that the price is for.</summary>
    [Required]
    public DateOnly? From { get; set; }

    /// <summary>Gets or sets where the price was published: an address, or the name of a price list.</summary>
    [Required]
    public string Source { get; set; } = "";

    /// <summary>Gets or sets the currency, as ISO 4217 names it.</summary>
    /// <value>The default is <c>USD</c>.</value>
    [RegularExpression("[A-Z]{3}")]
    public string Currency { get; set; } = "USD";

    /// <summary>Gets or sets the price of a million tokens that go in and were not cached.</summary>
    [Range(typeof(decimal), "0", "1000000")]
    public decimal InputPerMillion { get; set; }

    /// <summary>Gets or sets the price of a million tokens that come from a cache.</summary>
    [Range(typeof(decimal), "0", "1000000")]
    public decimal CachedPerMillion { get; set; }

    /// <summary>Gets or sets the price of a million tokens that come out, reasoning included.</summary>
    [Range(typeof(decimal), "0", "1000000")]
    public decimal OutputPerMillion { get; set; }
}
