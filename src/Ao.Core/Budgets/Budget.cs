namespace Ao.Budgets;

/// <summary>A budget, as it is at one moment.</summary>
public sealed record Budget
{
    /// <summary>Gets the id, such as <c>session/shop-12</c>, <c>day/shop/2026-11-26</c>, <c>total/shop</c>, <c>day/2026-11-26</c> or <c>spawns/shop-12</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what it is for.</summary>
    public required BudgetScope Scope { get; init; }

    /// <summary>Gets the project, where it is one project's or session's.</summary>
    public ProjectId? Project { get; init; }

    /// <summary>Gets the session, where it is one session's.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Gets the day of UTC, where it is one day's.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Gets its limits, and how it stands with each.</summary>
    public IReadOnlyList<BudgetLine> Lines { get; init; } = [];

    /// <summary>Gets what people have added, oldest first.</summary>
    public IReadOnlyList<BudgetRaise> Raises { get; init; } = [];

    /// <summary>Gets whether nothing is left of something that it limits.</summary>
    public bool IsReached => Lines.Any(static line => line.IsReached);

    /// <summary>Gets whether a person is asked to raise it.</summary>
    public bool IsAsked { get; init; }

    /// <summary>Writes it as people read it, such as <c>tokens 12,300 of 50,000 (reserved 20,000), turns 3 of 40</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => BudgetText.Of(Lines);
}
