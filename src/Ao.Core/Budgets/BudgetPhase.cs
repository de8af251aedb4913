namespace Ao.Budgets;

/// <summary>What a session is about, as far as budgets mind it.</summary>
internal enum BudgetPhase
{
    /// <summary>A turn or a run is about to begin.</summary>
    Begins,

    /// <summary>A turn or a run is under way.</summary>
    Works,

    /// <summary>Its agent runs and waits.</summary>
    Idles,

    /// <summary>It is paused by a budget.</summary>
    Paused,
}
