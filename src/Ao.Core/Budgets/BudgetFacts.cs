using Ao.Consents;

namespace Ao.Budgets;

/// <summary>What happens to budgets, a stream each. What is spent and reserved follows from the sessions' own facts.</summary>
internal static class BudgetFacts
{
    /// <summary>Nothing is left, and people are to be asked.</summary>
    /// <param name="Number">Which of the budget's questions it is, from 1.</param>
    /// <param name="Resource">What is used up.</param>
    /// <param name="Limit">The limit.</param>
    /// <param name="To">The limit that is proposed.</param>
    /// <param name="Spent">What was spent.</param>
    /// <param name="Project">The project of the session that it stopped first.</param>
    /// <param name="Session">That session.</param>
    internal sealed record Reached(int Number, BudgetResource Resource, decimal Limit, decimal To, decimal Spent, ProjectId Project, SessionId Session);

    /// <summary>A person has said yes.</summary>
    internal sealed record Raised(int Number, BudgetResource Resource, decimal From, decimal To, Operator? By = null);

    /// <summary>Nobody has said yes, or it is not needed any more.</summary>
    internal sealed record NotRaised(int Number, string Reason, bool IsMoot = false);
}
