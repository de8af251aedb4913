using Ao.Git.Remotes;
using Ao.Plugins.GitLab.Data;
using Ao.Scm;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitLab.Api;

/// <summary>Tells which GitLab project a project means, and what is known of it.</summary>
internal sealed class Projects(GitLabClient client, CloneRemotes clones, IOptions<GitLabOptions> options, TimeProvider timeProvider)
{
    private const int MaxKnown = 10_000;
    private static readonly TimeSpan s_age = TimeSpan.FromMinutes(5);
    private readonly BoundedCache<string, (DateTimeOffset Until, GitLabProject Project)> _known = new(MaxKnown);

    /// <summary>Gives the project of a source.</summary>
    /// <exception cref="AoException">The source names none, or GitLab has none of that path.</exception>
    public async ValueTask<GitLabProject> OfAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        return await ReadAsync(Uri.EscapeDataString(await PathOfAsync(source, cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the project of an id.</summary>
    public ValueTask<GitLabProject> OfAsync(long id, CancellationToken cancellationToken) => ReadAsync(FormattableString.Invariant($"{id}"), cancellationToken);

    /// <summary>Gives the project that a location names: a path or an address.</summary>
    public ValueTask<GitLabProject> OfLocationAsync(string location, CancellationToken cancellationToken) => ReadAsync(
        Uri.EscapeDataString(ProjectPath.Find(location, options.Value.Address) ?? throw Unknown(location)), cancellationToken);

    /// <summary>Gives the path of a source's project, without asking GitLab.</summary>
    public async ValueTask<string> PathOfAsync(ProjectSource source, CancellationToken cancellationToken) =>
        options.Value.Projects.TryGetValue(source.Project.ToString(), out var given) ? given
        : ProjectPath.Find(source.Location, options.Value.Address)
            ?? (Path.IsPathFullyQualified(source.Location) ? ProjectPath.Find(await clones.FindAsync(source.Location, "origin", cancellationToken).ConfigureAwait(false), options.Value.Address) : null)
            ?? throw Unknown(source.Location);

    private async ValueTask<GitLabProject> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        if (_known.TryGet(id, out var known) && known.Until > now)
        {
            return known.Project;
        }

        var data = await client.GetAsync($"projects/{id}", GitLabJson.Default.ProjectData, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        var project = GitLabProject.Of(data, options.Value);
        _known.Set(id, (now + s_age, project));
        return project;
    }

    private AoException Unknown(string location) =>
        new($"'{Printable.Quote(location)}' names no project of {options.Value.Address}. Give group/name, the project's address, a clone whose remote 'origin' is one, or set the plugin's option Projects.");
}
