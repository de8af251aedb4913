namespace Ao.Budgets;

/// <summary>How it stands with one limit of a budget.</summary>
/// <param name="Resource">What is limited.</param>
/// <param name="Limit">How much of it may be spent, what people have added included; wall time in seconds.</param>
/// <param name="Spent">How much was spent.</param>
/// <param name="Reserved">How much more is reserved for what is under way or about to begin.</param>
/// <param name="IsUnknown">Whether more may have been spent than is known: an agent did not say what it used, or a price is not known.</param>
/// <param name="Currency">The currency, where it is money.</param>
public sealed record BudgetLine(BudgetResource Resource, decimal Limit, decimal Spent, decimal Reserved = 0, bool IsUnknown = false, string? Currency = null)
{
    /// <summary>Gets whether nothing is left.</summary>
    public bool IsReached => Spent >= Limit;

    /// <summary>Writes it as people read it, such as <c>tokens 12,300 of 50,000 (reserved 20,000)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => BudgetText.Of(this);
}
