using System.Collections.Concurrent;
using Ao.Scm;

namespace Ao.Git.Histories;

/// <summary>Finds the repositories in which the histories of a project's forks are read: the control repository, and one beside it for each fork whose own repository lacks contents and is read where it is.</summary>
internal sealed class ForkPlaces(GitClient git, GitFolders folders)
{
    private readonly ConcurrentDictionary<string, bool> _scratch = new(StringComparer.Ordinal);

    /// <summary>Gives the place of what was brought into the control repository.</summary>
    public HistoryPlace OfControl(ControlRepository control) => Place(control, control.Folders.Control);

    /// <summary>Gives the place of a fork.</summary>
    public HistoryPlace Of(ControlRepository control, string forkId) => Place(control, FolderOf(control, forkId) is var folder && IsThere(folder) ? folder : control.Folders.Control);

    /// <summary>Gives a place that holds some revisions, or <see langword="null"/> where none holds them all.</summary>
    public async ValueTask<HistoryPlace?> FindAsync(ControlRepository control, IReadOnlyList<string> revisions, CancellationToken cancellationToken)
    {
        var place = OfControl(control);
        if (await HoldsAsync(place, revisions, cancellationToken).ConfigureAwait(false))
        {
            return place;
        }

        foreach (var folder in BorrowedOf(control))
        {
            place = Place(control, folder);
            if (await HoldsAsync(place, revisions, cancellationToken).ConfigureAwait(false))
            {
                return place;
            }
        }

        return null;
    }

    /// <summary>Gives the folder of the repository that stands in for a fork that is read where it is.</summary>
    public static string FolderOf(ControlRepository control, string forkId) => Path.Combine(RootOf(control), ForkRefs.Require(forkId) + ".git");

    /// <summary>Makes a repository for the time of one trial, that has what the control repository has and what a fork has.</summary>
    public async ValueTask<string> BorrowAsync(ControlRepository control, string forkId, CancellationToken cancellationToken)
    {
        var folder = control.Folders.NewScratch();
        var borrowed = FolderOf(control, forkId);
        string[] objects = IsThere(borrowed) ? [control.Folders.ControlObjects, Path.Combine(borrowed, "objects")] : [control.Folders.ControlObjects];
        await BorrowingRepository.WriteAsync(folder, ConfigurationOf(control), objects, HistoryEnds.Read(borrowed), [], cancellationToken).ConfigureAwait(false);
        return folder;
    }

    public string ConfigurationOf(ControlRepository control) => GitConfiguration.ControlOf(folders.Hooks, control.ObjectFormat);

    /// <summary>Gives the place of a repository of the project.</summary>
    public HistoryPlace Place(ControlRepository control, string folder)
    {
        var scratch = Path.Combine(control.Folders.Scratch, "histories");
        _scratch.GetOrAdd(scratch, static folder => Directory.CreateDirectory(folder).Exists);
        return new HistoryPlace(git, folder, scratch);
    }

    private static string RootOf(ControlRepository control) => Path.Combine(control.Folders.Root, "histories");

    private static bool IsThere(string folder) => File.Exists(Path.Combine(folder, "HEAD"));

    private static IEnumerable<string> BorrowedOf(ControlRepository control) => Directory.Exists(RootOf(control)) ? Directory.GetDirectories(RootOf(control), "*.git").Where(IsThere).Order(StringComparer.Ordinal) : [];

    private static async ValueTask<bool> HoldsAsync(HistoryPlace place, IReadOnlyList<string> revisions, CancellationToken cancellationToken)
    {
        var call = new GitCall("cat-file", "--batch-check=%(objecttype)") { Input = string.Concat(revisions.Select(static revision => Revision.Require(revision) + "\n")) };
        return (await place.ReadAsync(call, cancellationToken).ConfigureAwait(false)).Split('\n').All(static line => line == "commit");
    }
}
