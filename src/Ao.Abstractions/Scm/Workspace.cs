namespace Ao.Scm;

/// <summary>The isolated place that a session works in.</summary>
public sealed record Workspace
{
    /// <summary>Gets the session.</summary>
    public required SessionId Session { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the folder.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the branch, or <see langword="null"/> where the source has none.</summary>
    public string? Branch { get; init; }

    /// <summary>Gets the revision that it started from.</summary>
    public required string BaseRevision { get; init; }

    /// <summary>Gets the branch that it started from, which the session's changes are proposed to, or <see langword="null"/> where the source has none.</summary>
    public string? BaseBranch { get; init; }

    /// <summary>Gets whether its files are only to be read. Their permissions say so to well-behaved programs; who owns them, or is superuser, can still write, and the host looks afterwards.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Gets how far it is kept apart.</summary>
    public WorkspaceIsolation Isolation { get; init; }
}
