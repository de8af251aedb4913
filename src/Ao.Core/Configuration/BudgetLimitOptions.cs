using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>How much may be spent. What is left out has no limit; where a limit is 0, nothing may be spent, and nothing starts.</summary>
public sealed class BudgetLimitOptions
{
    /// <summary>Gets or sets how many tokens may be used, in and out.</summary>
    /// <value>The default is <see langword="null"/>: no limit.</value>
    [Range(typeof(long), "0", "1000000000000")]
    public long? Tokens { get; set; }

    /// <summary>Gets or sets how many turns may be taken. A run of an agent that does not work in turns counts as one.</summary>
    /// <value>The default is <see langword="null"/>: no limit.</value>
    [Range(0, 1_000_000_000)]
    public int? Turns { get; set; }

    /// <summary>Gets or sets for how long agents may run, all together. Time in which a session is paused or waits does not count.</summary>
    /// <value>The default is <see langword="null"/>: no limit.</value>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan? WallTime { get; set; }

    /// <summary>Gets or sets how much money may be spent. It counts where a price is known (<c>Prices</c>).</summary>
    /// <value>The default is <see langword="null"/>: no limit.</value>
    public MoneyOptions? Money { get; set; }
}
