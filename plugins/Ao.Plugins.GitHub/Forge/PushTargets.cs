using System.Text.Json;
using Ao.Plugins;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Notes;
using Ao.Plugins.GitHub.Rest;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Where a project's changes are published: its repository, or one of its forks. What was chosen is kept on the disk.</summary>
internal sealed class PushTargets(GitHubClient client, GitHubPlaces places, GitLocations locations, PluginEnvironment environment)
{
    private readonly NoteFile _files = new(environment, "push-targets");

    /// <summary>Gives the git address of the place.</summary>
    public async ValueTask<string> GetAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return await GetAsync(source, place, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the repository, which must be at the address that was agreed to.</summary>
    public async ValueTask<RepositoryName> RequireAsync(ProjectSource source, GitHubPlace place, string agreed, CancellationToken cancellationToken)
    {
        var target = await GetAsync(source, place, cancellationToken).ConfigureAwait(false);
        return target == agreed
            ? locations.Of(target) ?? throw NotHere(target)
            : throw new AoException($"The push target of project '{source.Project}' is '{Printable.Quote(target)}' by now, not '{Printable.Quote(agreed)}'. Ask again for the pull request as it would be now.");
    }

    public async ValueTask SetAsync(ProjectSource source, string location, CancellationToken cancellationToken)
    {
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var repository = locations.Of(location) ?? throw NotHere(location);
        if (repository != place.Repository && !await IsForkAsync(repository, place, cancellationToken).ConfigureAwait(false))
        {
            throw new AoException($"'{Printable.Quote(location)}' is neither the repository of project '{source.Project}' nor one of its forks. Switch the push target to {place.GitAddress} or to the address of a fork.");
        }

        // Kept as the template writes it, so that the same place has one text.
        await _files.WriteAsync(NameOf(source, place), new PushTargetNote(place.Addresses.GitOf(repository)), NotesJson.Default.PushTargetNote, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<string> GetAsync(ProjectSource source, GitHubPlace place, CancellationToken cancellationToken) =>
        (await _files.ReadAsync(NameOf(source, place), NotesJson.Default.PushTargetNote, cancellationToken).ConfigureAwait(false))?.Location ?? place.GitAddress;

    /// <summary>Tells whether a repository is of the same network, in either direction.</summary>
    private async ValueTask<bool> IsForkAsync(RepositoryName repository, GitHubPlace place, CancellationToken cancellationToken)
    {
        var fork = await client.FindAsync(repository.Path, RestJson.Default.RestRepository, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        return fork is { Fork: true } && (place.Repository.Is(fork.Parent?.FullName) || place.Repository.Is(fork.Source?.FullName));
    }

    // The repository belongs to the name: a project that moves to another one starts from that one.
    private static string NameOf(ProjectSource source, GitHubPlace place) => $"{source.Project}\n{place.Repository.ToString().ToLowerInvariant()}";

    private static AoException NotHere(string location) => new($"'{Printable.Quote(location)}' is no address of a repository of this GitHub. Give the one that the fork's page shows for cloning.");
}
