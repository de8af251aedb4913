namespace Ao.Convergence;

/// <summary>How what several forks did is related.</summary>
public enum FindingRelation
{
    /// <summary>They met one problem; what they did about it is not known, or is not alike.</summary>
    SameProblem,

    /// <summary>They answered one problem, each by itself.</summary>
    Independent,

    /// <summary>One has taken the answer from another: the same patch, or it says so.</summary>
    Ported,

    /// <summary>The upstream has an answer already.</summary>
    AlreadyUpstream,

    /// <summary>One takes away, or changes, what another relies on.</summary>
    Dependency,
}
