using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>An amount of money in one currency.</summary>
public sealed class MoneyOptions
{
    /// <summary>Gets or sets the amount.</summary>
    [Range(typeof(decimal), "0", "1000000000")]
    public decimal Amount { get; set; }

    /// <summary>Gets or sets the currency, as ISO 4217 names it. What was spent in another one does not count here, and is shown as unknown.</summary>
    /// <value>The default is <c>USD</c>.</value>
    [RegularExpression("[A-Z]{3}")]
    public string Currency { get; set; } = "USD";
}
