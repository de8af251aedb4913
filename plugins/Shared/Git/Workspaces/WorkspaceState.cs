namespace Ao.Git.Workspaces;

/// <summary>How far a workspace is made or removed.</summary>
internal enum WorkspaceState
{
    /// <summary>It is there.</summary>
    Open,

    /// <summary>Its content is secured; its folder may be there still.</summary>
    Closing,

    /// <summary>Its content is secured and its folder gone.</summary>
    Closed,
}
