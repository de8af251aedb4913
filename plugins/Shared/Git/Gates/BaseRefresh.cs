using System.Text;
using Ao.Files;
using Ao.Git.Workspaces;
using Ao.Scm;

namespace Ao.Git.Gates;

/// <summary>Brings the newest base branch to a session's gate. The agent can write there in every way, so no git of Ao's runs in it: the objects are in the control repository, from which the gate borrows, and the reference is written as a file.</summary>
internal sealed class BaseRefresh(IPublication publication)
{
    private readonly KeyedLock _turns = new();

    public async ValueTask<string> RefreshAsync(ControlRepository control, WorkspaceRecord record, ProjectSource source, CancellationToken cancellationToken)
    {
        if (record.State != WorkspaceState.Open)
        {
            throw new AoException($"The workspace of session '{record.Session}' is closed. Restore it first.");
        }

        var gate = control.Folders.GateOf(record.Session);
        using var turn = await _turns.EnterAsync(gate, cancellationToken).ConfigureAwait(false);
        var file = RequireOwn(gate, Path.Combine(gate, "refs", "heads", record.BaseBranch));
        var place = await publication.GetBaseAsync(source, cancellationToken).ConfigureAwait(false);
        var tip = await control.FetchBranchAsync(place, record.BaseBranch, $"refs/ao/refreshed/{record.Session}", cancellationToken).ConfigureAwait(false);

        // Written down first: what stands in the gate must never be taken for what the agent pushed there.
        await control.Bases.AddAsync(record.Session, tip, cancellationToken).ConfigureAwait(false);
        await WriteAsync(control.Folders, gate, file, tip).ConfigureAwait(false);
        return tip;
    }

    private static async ValueTask WriteAsync(ProjectFolders folders, string gate, string file, string tip)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);

            // Made elsewhere and moved: a file that a host left half made in the gate would pass for a reference that the agent pushed.
            var draft = folders.NewScratch();
            await DurableFile.WriteAsync(draft, Encoding.ASCII.GetBytes(tip + "\n"), CancellationToken.None).ConfigureAwait(false);
            File.Move(draft, RequireOwn(gate, file), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AoException($"The base branch could not be brought to '{gate}': {Printable.Quote(exception.Message)} Look at what was put there.", exception);
        }
    }

    /// <summary>Sees to it that nothing on the way was replaced by a link that leads out of the gate.</summary>
    private static string RequireOwn(string gate, string file)
    {
        if (!Directory.Exists(gate))
        {
            throw new AoException($"The gate '{gate}' was removed. Close the workspace and restore it to have one again.");
        }

        for (var path = file; path.Length >= gate.Length; path = Path.GetDirectoryName(path)!)
        {
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new AoException($"'{Printable.Quote(path)}' was replaced by a link, and nothing is written through it. Remove the link.");
            }
        }

        return file;
    }
}
