using Ao.Git.Remotes;
using Ao.Scm;
using Microsoft.Extensions.Logging;

namespace Ao.Git.Ledgers;

/// <summary>Makes and finds the repositories of the projects' ledgers.</summary>
/// <remarks>Each is beside the control repository and apart from it: agents' repositories borrow the control repository's objects, and nothing that other forks wrote shall be among them.</remarks>
internal sealed class LedgerRepositories(GitClient git, RemoteGit remote, GitFolders folders, ControlRepositories controls, FolderRemoval removal, ILogger<LedgerRepository> logger) : IDisposable
{
    private readonly OpenedOnce<ProjectId, LedgerRepository> _open = new();

    public ValueTask<LedgerRepository> OfAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);

        // The forks of a project have its history in common, and so the way in which its objects are named.
        return _open.OfAsync(source.Project, async () => Open(source, await controls.OfAsync(source, cancellationToken).ConfigureAwait(false)), cancellationToken);
    }

    public void Dispose() => _open.Dispose();

    private LedgerRepository Open(ProjectSource source, ControlRepository control)
    {
        var own = control.Folders with { Control = Path.Combine(control.Folders.Root, "ledger.git") };
        var configuration = GitConfiguration.ControlOf(folders.Hooks, control.ObjectFormat);
        if (!Directory.Exists(own.Control))
        {
            var draft = own.NewScratch();
            RepositoryFiles.WriteBare(draft, configuration);
            Directory.Move(draft, own.Control);
        }

        return new LedgerRepository(git, remote, source, new ControlRepository(git, own, control.ObjectFormat), configuration, removal, logger);
    }
}
