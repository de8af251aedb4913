namespace Ao.Budgets;

/// <summary>What is decided for a session, and by which budget.</summary>
internal sealed record BudgetAnswer(BudgetAnswerKind Kind, BudgetView? View = null, long Tokens = 0, decimal Money = 0)
{
    public static BudgetAnswer None { get; } = new(BudgetAnswerKind.None);

    /// <summary>Gets the reason, as people read it.</summary>
    public string Reason => View is not { } view ? "Its budgets allow it."
        : Kind == BudgetAnswerKind.Wait ? $"It waits for {view.Key.Title}: {BudgetText.Of(view.Line)}; what others have reserved has to be settled first."
        : $"Nothing is left of {view.Key.Title}: {BudgetText.Of(view.Line)}.";
}
