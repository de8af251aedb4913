namespace Ao.Budgets;

/// <summary>What is spent.</summary>
public enum BudgetResource
{
    /// <summary>Tokens, in and out.</summary>
    Tokens,

    /// <summary>Turns; a run of an agent that does not work in turns counts as one.</summary>
    Turns,

    /// <summary>The time that agents run, in seconds.</summary>
    WallTime,

    /// <summary>Money, where prices are known.</summary>
    Money,

    /// <summary>Sessions that an agent asks for.</summary>
    Sessions,
}
