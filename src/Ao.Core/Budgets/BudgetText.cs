using System.Globalization;

namespace Ao.Budgets;

/// <summary>Writes budgets as people read them.</summary>
internal static class BudgetText
{
    public static string Of(IReadOnlyList<BudgetLine> lines) => string.Join(", ", lines.Select(Of));

    public static string Of(BudgetLine line)
    {
        var spent = !line.IsUnknown ? Amount(line.Resource, line.Spent) : line.Spent == 0 ? "unknown" : $"at least {Amount(line.Resource, line.Spent)}";
        var currency = line.Currency is { } name ? $" {name}" : "";
        var reserved = line.Reserved > 0 && line.Resource is BudgetResource.Tokens or BudgetResource.Money ? $" (reserved {Amount(line.Resource, line.Reserved)})" : "";
        return $"{Name(line.Resource)} {spent} of {Amount(line.Resource, line.Limit)}{currency}{reserved}";
    }

    /// <summary>Gives the word for what is limited.</summary>
    public static string Name(BudgetResource resource) => resource switch
    {
        BudgetResource.Tokens => "tokens",
        BudgetResource.Turns => "turns",
        BudgetResource.WallTime => "time",
        BudgetResource.Money => "money",
        _ => "sessions asked for",
    };

    public static string Amount(BudgetResource resource, decimal amount) => resource switch
    {
        BudgetResource.Money => amount.ToString("N2", CultureInfo.InvariantCulture),
        BudgetResource.WallTime => TimeSpan.FromSeconds((double)decimal.Truncate(amount)) is var time && time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}"),
        _ => amount.ToString("N0", CultureInfo.InvariantCulture),
    };
}
