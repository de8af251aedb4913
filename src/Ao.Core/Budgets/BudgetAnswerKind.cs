namespace Ao.Budgets;

/// <summary>What is decided for a session.</summary>
internal enum BudgetAnswerKind
{
    /// <summary>Nothing changes.</summary>
    None,

    /// <summary>It may begin, with a reservation.</summary>
    Admit,

    /// <summary>It has to wait until others have settled what they have reserved.</summary>
    Wait,

    /// <summary>It is paused: nothing is left.</summary>
    Pause,

    /// <summary>It may go on.</summary>
    Resume,
}
