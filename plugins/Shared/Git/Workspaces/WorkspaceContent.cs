namespace Ao.Git.Workspaces;

/// <summary>What a workspace holds, taken over into the control repository.</summary>
internal sealed record WorkspaceContent
{
    /// <summary>Gets the commit that the agent made last.</summary>
    public required string Head { get; init; }

    /// <summary>Gets the branch that is checked out, or <see langword="null"/> where none is.</summary>
    public required string? Branch { get; init; }

    /// <summary>Gets the commit of everything but ignored files.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets whether there is something that git cannot take over: repositories within the workspace, commits of a broken repository, or files that Ao may not read.</summary>
    public required bool HoldsMore { get; init; }
}
