namespace Ao.PullRequests;

/// <summary>Why one change is merged behind another.</summary>
public enum MergeDependencyKind
{
    /// <summary>Its session was asked for with the other one in <see cref="Sessions.SpawnRequest.DependsOn"/>.</summary>
    Declared,

    /// <summary>Its head contains the other one's.</summary>
    Contains,

    /// <summary>Both change the same paths, and the other one is older. It is dropped where it would close a circle, and nothing is skipped for it.</summary>
    SamePaths,
}
