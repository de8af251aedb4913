using System.Collections.Immutable;

namespace Ao.Budgets;

/// <summary>What people were asked about a budget, and have answered.</summary>
internal sealed record BudgetCourse
{
    public static BudgetCourse None { get; } = new();

    /// <summary>Gets the version of the budget's stream.</summary>
    public long Version { get; init; }

    /// <summary>Gets how many questions there were.</summary>
    public int Number { get; init; }

    /// <summary>Gets the question that is open.</summary>
    public BudgetFacts.Reached? Open { get; init; }

    /// <summary>Gets the last question that was not answered with yes.</summary>
    public BudgetFacts.Reached? Refused { get; init; }

    public ImmutableList<BudgetRaise> Raises { get => field ?? []; init; }

    public decimal LimitOf(BudgetResource resource, decimal limit) =>
        Raises.Where(raise => raise.Resource == resource).Select(static raise => raise.To).Append(limit).Max();

    public BudgetCourse After(object body, DateTimeOffset at, long version) => body switch
    {
        BudgetFacts.Reached reached => this with { Version = version, Number = reached.Number, Open = reached, Refused = null },
        BudgetFacts.Raised raised => this with { Version = version, Open = null, Refused = null, Raises = Raises.Add(new BudgetRaise(raised.Resource, raised.From, raised.To, at, raised.By)) },
        BudgetFacts.NotRaised refused => this with { Version = version, Open = null, Refused = refused.IsMoot ? null : Open },
        _ => this,
    };
}
