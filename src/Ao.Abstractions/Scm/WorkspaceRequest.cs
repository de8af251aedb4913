namespace Ao.Scm;

/// <summary>A workspace to open.</summary>
public sealed record WorkspaceRequest
{
    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the session that works there.</summary>
    public required SessionId Session { get; init; }

    /// <summary>Gets the branch to work on.</summary>
    public required string Branch { get; init; }

    /// <summary>Gets the revision to start from.</summary>
    /// <value>The default is <see langword="null"/>: the newest of the base branch.</value>
    public string? Revision { get; init; }

    /// <summary>Gets whether the files in it are only to be read, as those that a reviewer looks at.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IsReadOnly { get; init; }

    /// <summary>Gets how far the workspace is kept apart.</summary>
    /// <value>The default is <see cref="WorkspaceIsolation.Repository"/>.</value>
    public WorkspaceIsolation Isolation { get; init; }
}
