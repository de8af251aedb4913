using System.Security.Cryptography;
using System.Text;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Finds the repository that holds a project's forge: the control repository, or one that hosts share.</summary>
internal sealed class Forges(ControlRepositories repositories, SourceInspector sources, GitClient git, GitFolders folders) : IRevisionShare, IDisposable
{
    private const int HashLength = 16;
    private const int MaxSlug = 40;
    private readonly OpenedOnce<(ProjectId, string), ControlRepository> _open = new();

    /// <summary>Gets whether hosts share the forge.</summary>
    public bool AreShared => folders.Shared is not null;

    /// <summary>Gives the repository that holds the forge of a project's source.</summary>
    public async ValueTask<ControlRepository> OfAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        var control = await repositories.OfAsync(source, cancellationToken).ConfigureAwait(false);
        if (folders.Shared is not { } root)
        {
            return control;
        }

        if (string.IsNullOrWhiteSpace(source.Location) || source.Location.Contains('\0', StringComparison.Ordinal))
        {
            throw new AoException($"The location of project '{source.Project}' is empty or no path. Give the folder of a git repository.");
        }

        return await _open.OfAsync((source.Project, source.Location), () => OpenAsync(control, root, source, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sees to it that the forge has a revision which this host may have made.</summary>
    /// <returns>Whether it has it.</returns>
    public async ValueTask<bool> GiveAsync(ProjectSource source, ControlRepository forge, string revision, CancellationToken cancellationToken)
    {
        var control = await repositories.OfAsync(source, cancellationToken).ConfigureAwait(false);
        if (await forge.ContainsAsync(revision, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        if (ReferenceEquals(control, forge) || !await control.ContainsAsync(revision, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        // What is here was checked when it was taken from an agent.
        await forge.FetchCommitAsync(control.Folders.Control, trusted: true, revision, cancellationToken).ConfigureAwait(false);
        return await forge.ContainsAsync(revision, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sees to it that this host has a revision which another may have given to the forge.</summary>
    /// <returns>Whether it has it.</returns>
    public async ValueTask<bool> TakeAsync(ProjectSource source, ControlRepository control, string revision, CancellationToken cancellationToken)
    {
        if (await control.ContainsAsync(revision, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        var forge = await OfAsync(source, cancellationToken).ConfigureAwait(false);
        if (ReferenceEquals(control, forge) || !await forge.ContainsAsync(revision, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        // The history of the source comes from the source, as it is; what is new beyond it is checked.
        var repository = await sources.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        var branch = await sources.BaseBranchAsync(source, repository, cancellationToken).ConfigureAwait(false);
        await control.FetchBranchAsync(repository.Location, branch, $"refs/ao/source/heads/{branch}", cancellationToken).ConfigureAwait(false);
        await control.FetchCommitAsync(forge.Folders.Control, trusted: false, revision, cancellationToken).ConfigureAwait(false);
        return await control.ContainsAsync(revision, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _open.Dispose();

    private async ValueTask<ControlRepository> OpenAsync(ControlRepository control, string root, ProjectSource source, CancellationToken cancellationToken)
    {
        var location = CanonicalPath.Of(source.Location);
        if (root == location || CanonicalPath.IsWithin(root, location))
        {
            throw new AoException($"The forge '{Printable.Quote(root)}' lies within '{Printable.Quote(location)}', the source of project '{source.Project}', where it would become a part of the work. Give another folder in the git plugin's option Forge.");
        }

        var name = NameOf(location);
        var project = control.Folders with { Control = Path.Combine(root, name + ".git"), Forks = Path.Combine(root, name + ".forks"), IsShared = true };
        var hooks = Path.Combine(root, "hooks");
        Directory.CreateDirectory(hooks);
        Directory.CreateDirectory(project.Forks);
        if (!Directory.Exists(project.Control))
        {
            Make(root, project.Control, draft => RepositoryFiles.WriteBare(draft, GitConfiguration.ControlOf(hooks, control.ObjectFormat)));
        }

        var format = await git.ReadAsync(new GitCall("rev-parse", "--show-object-format") { GitDir = project.Control }, cancellationToken).ConfigureAwait(false);
        return format == control.ObjectFormat
            ? new ControlRepository(git, project, format, $"refs/ao/hosts/{HashOf(folders.Root)}/")
            : throw new AoException($"The forge '{project.Control}' names objects by {format}, and project '{source.Project}' by {control.ObjectFormat}. Give another folder in the git plugin's option Forge.");
    }

    /// <summary>Makes a repository as one step. Where another host made it meanwhile, that one stands.</summary>
    private static void Make(string root, string target, Action<string> write)
    {
        var draft = Path.Combine(root, "." + Guid.NewGuid().ToString("n"));
        write(draft);
        try
        {
            Directory.Move(draft, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    private static string NameOf(string location)
    {
        var leaf = Path.GetFileName(location).ToLowerInvariant();
        var slug = string.Concat(leaf.Take(MaxSlug).Select(static character => char.IsAsciiLetterOrDigit(character) ? character : '-')).Trim('-');
        return slug.Length == 0 ? HashOf(location) : $"{slug}-{HashOf(location)}";
    }

    private static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..HashLength];
}
