namespace Ao.Benchmarks.Convergence;

/// <summary>What forks have in common.</summary>
internal enum MadeCaseKind
{
    /// <summary>One problem, answered in different ways.</summary>
    Answers,

    /// <summary>One change, copied.</summary>
    Copy,

    /// <summary>One problem, reported in different words.</summary>
    Reports,
}
