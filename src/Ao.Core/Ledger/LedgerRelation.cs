namespace Ao.Ledger;

/// <summary>How two records or changes are related.</summary>
public enum LedgerRelation
{
    /// <summary>They tell of the same thing.</summary>
    Duplicate,

    /// <summary>The one was taken from the other.</summary>
    Ported,

    /// <summary>They answer one problem in ways that come together.</summary>
    Converges,

    /// <summary>They exclude each other.</summary>
    Conflicts,

    /// <summary>The one stands in the place of the other. Both are records of the project's own ledger.</summary>
    Supersedes,
}
