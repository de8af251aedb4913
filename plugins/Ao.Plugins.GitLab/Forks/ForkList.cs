using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Data;
using Ao.Scm;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitLab.Forks;

/// <summary>Makes and lists forks.</summary>
internal sealed class ForkList(GitLabClient client, Projects projects, Me me, IOptions<GitLabOptions> options, TimeProvider timeProvider)
{
    private const int MaxOwner = 255;

    public async ValueTask<Fork?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken)
    {
        var project = await projects.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return await SearchAsync(project, key, cancellationToken).ConfigureAwait(false) is { } found ? Describe(found) : null;
    }

    public async ValueTask<IReadOnlyList<Fork>> ListAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        var project = await projects.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var forks = new List<Fork>();
        await foreach (var data in client.ListAsync($"{project.Api}/forks?order_by=created_at&sort=desc", GitLabJson.Default.ProjectDataArray, CallPurpose.Person, cancellationToken).ConfigureAwait(false))
        {
            forks.Add(Describe(data));
        }

        return forks;
    }

    public async ValueTask<Fork> CreateAsync(ForkRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var owner = RequireOwner(request.Owner);
        var project = await projects.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var made = await SearchAsync(project, request.Key, cancellationToken).ConfigureAwait(false)
            ?? await client.SendAsync(HttpMethod.Post, $"{project.Api}/fork", new ForkBody { NamespacePath = owner, Description = Marks.With($"A fork of {project.Path}.", request.Key) }, GitLabJson.Default.ForkBody, GitLabJson.Default.ProjectData, cancellationToken).ConfigureAwait(false);
        await FinishAsync(made, cancellationToken).ConfigureAwait(false);
        return Describe(made);
    }

    /// <summary>Gives the project of a fork, which must be one of the source's.</summary>
    public async ValueTask<GitLabProject> OfAsync(GitLabProject source, Fork fork, CancellationToken cancellationToken)
    {
        var project = long.TryParse(fork.Identity, out var id) ? await projects.OfAsync(id, cancellationToken).ConfigureAwait(false) : await projects.OfLocationAsync(fork.Location, cancellationToken).ConfigureAwait(false);
        return project.Upstream == source.Id
            ? project
            : throw new AoException($"'{Printable.Quote(fork.Location)}' is no fork of '{source.Path}'. Name one that was listed.");
    }

    /// <summary>Waits until GitLab has copied the repository, for as long as a call may wait.</summary>
    private async ValueTask FinishAsync(ProjectData made, CancellationToken cancellationToken)
    {
        var until = timeProvider.GetUtcNow() + options.Value.BackgroundPatience;
        var now = made;
        while (now.ImportStatus is "scheduled" or "started")
        {
            if (timeProvider.GetUtcNow() >= until)
            {
                // It is there, and its branches come: who reads them too early is told so.
                return;
            }

            await Task.Delay(options.Value.BackgroundInterval, timeProvider, cancellationToken).ConfigureAwait(false);
            now = await client.GetAsync(FormattableString.Invariant($"projects/{made.Id}"), GitLabJson.Default.ProjectData, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        }

        if (now.ImportStatus is "failed")
        {
            throw new AoException($"GitLab made the fork '{Printable.Quote(now.PathWithNamespace)}' and could not copy the repository into it: {Printable.Quote(now.ImportError)}. Remove the fork at GitLab and try again.");
        }
    }

    private async ValueTask<ProjectData?> SearchAsync(GitLabProject project, OperationKey key, CancellationToken cancellationToken)
    {
        // Only what the token's user has made: a mark in another's fork is not believed.
        var user = await me.GetAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var data in client.ListAsync($"{project.Api}/forks?membership=true&order_by=created_at&sort=desc", GitLabJson.Default.ProjectDataArray, CallPurpose.Person, cancellationToken).ConfigureAwait(false))
        {
            if (Marks.Has(data.Description, key) && data.CreatorId == user.Id)
            {
                return data;
            }
        }

        return null;
    }

    private Fork Describe(ProjectData data)
    {
        var project = GitLabProject.Of(data, options.Value);
        return new Fork(data.Namespace?.FullPath ?? project.Path[..project.Path.LastIndexOf('/')], project.Address)
        {
            Identity = FormattableString.Invariant($"{data.Id}"),
            Address = MergeRequests.MergeRequestMap.AddressOf(project.Address),
        };
    }

    private static string RequireOwner(string owner) =>
        owner is { Length: > 0 and <= MaxOwner } && ProjectPath.IsOne($"{owner}/x")
            ? owner
            : throw new AoException($"'{Printable.Quote(owner)}' cannot own a fork. Give the path of a user or group at GitLab.");
}
