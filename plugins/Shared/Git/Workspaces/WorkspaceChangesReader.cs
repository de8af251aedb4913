using Ao.Scm;

namespace Ao.Git.Workspaces;

/// <summary>Reads on which lines a revision differs from another. It asks the control repository, so that no attribute and no driver of an agent's has a say.</summary>
internal sealed class WorkspaceChangesReader
{
    /// <summary>How much of a difference is read. Of a larger one only the names of its files are.</summary>
    private const int PatchLimit = 16 * 1024 * 1024;

    private const int ListLimit = 256 * 1024 * 1024;
    private const int Remembered = 256;

    private readonly BoundedCache<(string Control, string Start, string Revision), WorkspaceChanges> _known = new(Remembered);

    public async ValueTask<WorkspaceChanges> ReadAsync(ControlRepository control, string start, string revision, CancellationToken cancellationToken)
    {
        var key = (control.Folders.Control, start, revision);
        if (!_known.TryGet(key, out var changes))
        {
            changes = await CompareAsync(control, start, revision, cancellationToken).ConfigureAwait(false);
            _known.Set(key, changes);
        }

        return changes;
    }

    private static async ValueTask<WorkspaceChanges> CompareAsync(ControlRepository control, string start, string revision, CancellationToken cancellationToken)
    {
        if (start == revision)
        {
            return new WorkspaceChanges { Revision = revision, Start = start };
        }

        var call = Call(start, revision, "--patch", "--unified=0", "--no-color", "--src-prefix=a/", "--dst-prefix=b/") with { OutputLimit = PatchLimit };
        var result = await control.RunAsync(call, cancellationToken).ConfigureAwait(false);
        var output = result.Truncated
            ? await control.ReadAsync(Call(start, revision) with { OutputLimit = ListLimit }, cancellationToken).ConfigureAwait(false)
            : result.Succeeded ? result.Output : throw GitClient.Failure("diff-tree", result);
        var files = ChangedLinesText.Parse(output, isWhole: result.Truncated);
        return new WorkspaceChanges
        {
            Revision = revision,
            Start = start,
            Files = [.. files.Take(WorkspaceChanges.MaxFiles)],
            MoreFiles = Math.Max(0, files.Count - WorkspaceChanges.MaxFiles),
        };
    }

    private static GitCall Call(string start, string revision, params IEnumerable<string> options) =>
        new(["diff-tree", "-r", "--raw", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty", .. options, start, revision]);
}
