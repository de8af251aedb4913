using Ao.Scm;
using Ao.Trackers;

namespace Ao.TestSupport;

/// <summary>A forge with one project, for <see cref="ForgeConformance"/>: its source has a branch <c>main</c> with the file <c>src/a.txt</c> of twelve lines.</summary>
public abstract class ForgeWorld : IAsyncDisposable
{
    /// <summary>Gets the scm under test.</summary>
    public abstract IScm Scm { get; }

    /// <summary>Gets the tracker under test.</summary>
    public abstract ITracker Tracker { get; }

    /// <summary>Gets the project.</summary>
    public abstract ProjectSource Source { get; }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Gives a capability, which every forge has.</summary>
    public T Get<T>()
        where T : class => Scm as T ?? throw new InvalidOperationException($"The scm is no {typeof(T).Name}.");

    /// <summary>Makes a change in a workspace of a session.</summary>
    /// <returns>The revision that holds it.</returns>
    public async Task<string> ChangeAsync(SessionId session, string branch, string text, CancellationToken cancellationToken)
    {
        var workspace = await Scm.OpenWorkspaceAsync(new WorkspaceRequest { Source = Source, Session = session, Branch = branch }, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(workspace.Path, "src", "a.txt"), text, cancellationToken);
        return (await Scm.SnapshotAsync(workspace, cancellationToken)).Revision;
    }
}
