namespace Ao.Scm;

/// <summary>A workspace and what a removal would have to mind.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="IsDirty">Whether it holds something that is not reachable elsewhere.</param>
public sealed record WorkspaceStatus(Workspace Workspace, bool IsDirty)
{
    /// <summary>Gets why it could not be seen what it holds, where that is so. It counts as dirty then.</summary>
    public string? Problem { get; init; }
}
