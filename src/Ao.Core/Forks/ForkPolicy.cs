namespace Ao.Forks;

/// <summary>Whose a problem is when neither its report, the project's settings nor its component say so.</summary>
public enum ForkPolicy
{
    /// <summary>The fork's own.</summary>
    ForkFirst,

    /// <summary>The upstream's.</summary>
    UpstreamFirst,
}
