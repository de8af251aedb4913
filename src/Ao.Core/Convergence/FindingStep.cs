namespace Ao.Convergence;

/// <summary>What is next for a finding.</summary>
internal enum FindingStep
{
    /// <summary>Nothing.</summary>
    Rest,

    /// <summary>The proposal goes into the ledger.</summary>
    PublishPattern,

    /// <summary>The decision goes into the ledger.</summary>
    PublishDecision,

    /// <summary>The session that was asked for is started.</summary>
    StartSession,
}
