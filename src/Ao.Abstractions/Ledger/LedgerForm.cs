namespace Ao.Ledger;

/// <summary>How a chain lies at a place.</summary>
public enum LedgerForm
{
    /// <summary>As the reference <c>refs/ao/ledger/&lt;fork id&gt;</c> of a repository.</summary>
    Reference,

    /// <summary>As the branch <c>ao-ledger/&lt;fork id&gt;</c>, for hosts that refuse other references.</summary>
    Branch,

    /// <summary>As a bundle file that can be carried.</summary>
    Bundle,
}
