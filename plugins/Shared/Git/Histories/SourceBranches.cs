using Ao.Scm;

namespace Ao.Git.Histories;

/// <summary>The branches of a project's source, brought into the control repository to compare forks with.</summary>
internal sealed class SourceBranches(SourceInspector sources)
{
    private readonly KeyedLock _turns = new();

    /// <summary>Brings the branches up to date.</summary>
    /// <returns>The branches, and the one that work starts from.</returns>
    public async ValueTask<ForkBranches> RefreshAsync(ControlRepository control, ProjectSource source, CancellationToken cancellationToken)
    {
        var repository = await sources.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        var start = await sources.BaseBranchAsync(source, repository, cancellationToken).ConfigureAwait(false);
        using var turn = await _turns.EnterAsync(control.Folders.Control, cancellationToken).ConfigureAwait(false);
        var result = await control.FetchAsync(repository.Location, trusted: true, cancellationToken, $"+refs/heads/*:{ForkRefs.Source}*").ConfigureAwait(false);
        if (ShallowRemote.Refuses(result))
        {
            throw new GitException($"The branches of '{Printable.Quote(repository.Name)}', the source of project '{source.Project}', could not be fetched: it is a shallow clone. Fetch its whole history first: 'git fetch --unshallow' there.");
        }

        if (!result.Succeeded)
        {
            throw new GitException($"The branches of '{Printable.Quote(repository.Name)}', the source of project '{source.Project}', could not be fetched: {Printable.Quote(result.Error)}. Check that the repository is there and readable.");
        }

        var branches = (await control.ListRefsAsync(ForkRefs.Source, cancellationToken).ConfigureAwait(false)).ToDictionary(static reference => reference.Name[ForkRefs.Source.Length..], static reference => reference.Id, StringComparer.Ordinal);
        return branches.ContainsKey(start)
            ? new ForkBranches(start, branches)
            : throw await sources.MissingAsync(source, repository, start, cancellationToken).ConfigureAwait(false);
    }
}
