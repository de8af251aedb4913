namespace Ao.Budgets;

/// <summary>Decides whether a session may spend: a pure function of how its budgets stand.</summary>
internal static class BudgetDecision
{
    /// <summary>Decides.</summary>
    /// <param name="phase">What the session is about.</param>
    /// <param name="views">The limits that hold for it. What is reserved there is reserved for others, where it begins.</param>
    /// <param name="need">What the turn is expected to take, where it begins.</param>
    /// <param name="pausedBy">The budget that has paused it, where one has.</param>
    /// <returns>The answer.</returns>
    public static BudgetAnswer Decide(BudgetPhase phase, IReadOnlyList<BudgetView> views, BudgetNeed need = default, string? pausedBy = null)
    {
        if (views.FirstOrDefault(view => view.Line.IsReached && IsMinded(phase, view.Line.Resource) && (pausedBy is null || view.Key.Id == pausedBy)) is { } own)
        {
            return pausedBy is null ? new BudgetAnswer(BudgetAnswerKind.Pause, own) : BudgetAnswer.None;
        }

        // What has paused it holds no more; another may by now.
        if (views.FirstOrDefault(view => view.Line.IsReached && IsMinded(phase, view.Line.Resource)) is { } other)
        {
            return new BudgetAnswer(BudgetAnswerKind.Pause, other);
        }

        return phase switch
        {
            BudgetPhase.Begins => Begin(views, need),
            BudgetPhase.Paused => new BudgetAnswer(BudgetAnswerKind.Resume),
            _ => BudgetAnswer.None,
        };
    }

    /// <summary>Tells whether people are to be warned of a limit.</summary>
    public static bool IsNear(BudgetLine line, double warnAt) => line is { IsReached: false, Limit: > 0 } && line.Spent >= line.Limit * (decimal)warnAt;

    /// <summary>A turn that was admitted is not broken off because it was the last one, and one that is idle uses nothing but time.</summary>
    private static bool IsMinded(BudgetPhase phase, BudgetResource resource) => phase switch
    {
        BudgetPhase.Works => resource is BudgetResource.Tokens or BudgetResource.Money or BudgetResource.WallTime,
        BudgetPhase.Idles => resource is BudgetResource.WallTime,
        _ => true,
    };

    /// <summary>Reserves what is expected, as far as it is left. With nothing reserved by others it would never get any better by waiting, so what is left may always be used.</summary>
    private static BudgetAnswer Begin(IReadOnlyList<BudgetView> views, BudgetNeed need)
    {
        var (tokens, money) = (need.Tokens, need.Money);
        foreach (var view in views)
        {
            var (line, needed) = (view.Line, NeedOf(view.Line.Resource, need));
            if (line.Reserved > 0 && line.Spent + line.Reserved + needed > line.Limit)
            {
                return new BudgetAnswer(BudgetAnswerKind.Wait, view);
            }

            if (line.Resource == BudgetResource.Tokens)
            {
                tokens = (long)Math.Min(tokens, line.Limit - line.Spent);
            }
            else if (line.Resource == BudgetResource.Money)
            {
                money = Math.Min(money, line.Limit - line.Spent);
            }
        }

        return new BudgetAnswer(BudgetAnswerKind.Admit, Tokens: tokens, Money: money);
    }

    private static decimal NeedOf(BudgetResource resource, BudgetNeed need) => resource switch
    {
        BudgetResource.Tokens => need.Tokens,
        BudgetResource.Money => need.Money,
        BudgetResource.Turns => 1,
        _ => 0,
    };
}
