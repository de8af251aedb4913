namespace Ao.Ledger;

/// <summary>What was found of a chain at another place.</summary>
public enum LedgerFetchOutcome
{
    /// <summary>What is kept here already.</summary>
    UpToDate,

    /// <summary>More, which builds on what is kept; it is kept now.</summary>
    Advanced,

    /// <summary>Nothing of the chain.</summary>
    Missing,

    /// <summary>Less than is kept: an earlier state. What is kept stays.</summary>
    RolledBack,

    /// <summary>Something that does not build on what is kept. Both are kept, as evidence.</summary>
    Forked,

    /// <summary>More than the limits take. Nothing of it is kept.</summary>
    TooMuch,

    /// <summary>Objects that are damaged. Nothing of it is kept.</summary>
    Damaged,
}
