using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Notes;
using Ao.Plugins.GitHub.Rest;
using Ao.Plugins.GitHub.Texts;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Pull requests on GitHub.</summary>
internal sealed class PullRequests(
    GitHubClient client,
    GitHubPlaces places,
    PullRequestReader reader,
    PullRequestUpdates updates,
    Merges merges,
    PushTargets targets,
    OperationNotes notes,
    IBranchPublisher publisher) : IPullRequestHost
{
    public async ValueTask<PullRequest?> FindPullRequestAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default)
    {
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return await reader.FindAsync(place, source, key, cancellationToken).ConfigureAwait(false) is { } found ? PullRequestMap.Of(found, place) : null;
    }

    public async ValueTask<PullRequest> GetPullRequestAsync(ProjectSource source, int number, CancellationToken cancellationToken = default)
    {
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var pull = await reader.GetAsync(place, number, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        return await reader.DescribeAsync(place, pull, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<PullRequest> OpenPullRequestAsync(PullRequestRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Bounds.Title(request.Title);
        Bounds.Body("text of the pull request", request.Body);
        Bounds.Revision(request.Revision);
        var place = await places.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var target = await targets.RequireAsync(request.Source, place, request.PushTarget, cancellationToken).ConfigureAwait(false);
        if (target == place.Repository && request.HeadBranch == request.BaseBranch)
        {
            throw new AoException($"The branch '{Printable.Quote(request.HeadBranch)}' cannot be proposed for itself. Publish the change under another branch.");
        }

        if (await reader.FindAsync(place, target, request.HeadBranch, request.Key, cancellationToken).ConfigureAwait(false) is { } opened)
        {
            return PullRequestMap.Of(opened, place);
        }

        // Published first: a host that ends here publishes the same once more, and only the call after it makes a pull request.
        await notes.BeginAsync(request.Source, request.Key, before: null, cancellationToken).ConfigureAwait(false);
        if (await publisher.PublishAsync(request.Source, request.Revision, request.HeadBranch, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            throw new AoException(refusal);
        }

        return PullRequestMap.Of(await OpenAsync(request, place, target, cancellationToken).ConfigureAwait(false), place);
    }

    public ValueTask<PullRequest> UpdatePullRequestAsync(PullRequestUpdate update, CancellationToken cancellationToken = default) => updates.UpdateAsync(update, cancellationToken);

    public ValueTask<MergeResult> MergeAsync(MergeRequest request, CancellationToken cancellationToken = default) => merges.MergeAsync(request, cancellationToken);

    private async ValueTask<RestPullRequest> OpenAsync(PullRequestRequest request, GitHubPlace place, RepositoryName target, CancellationToken cancellationToken)
    {
        var isFork = target != place.Repository;
        var draft = new PullRequestDraft
        {
            Title = request.Title,
            Body = Marks.Add(request.Body, request.Key),
            Head = isFork ? $"{target.Owner}:{request.HeadBranch}" : request.HeadBranch,

            // Two repositories of one owner are told apart by their names.
            HeadRepo = isFork && string.Equals(target.Owner, place.Repository.Owner, StringComparison.OrdinalIgnoreCase) ? target.Name : null,
            Base = request.BaseBranch,
            Draft = request.IsDraft,
            MaintainerCanModify = isFork ? true : null,
        };
        try
        {
            return await SendAsync(place, draft, cancellationToken).ConfigureAwait(false);
        }
        catch (GitHubException exception) when (exception.Status == 422 && exception.Errors.Any(static error => error.Message?.Contains("already exists", StringComparison.OrdinalIgnoreCase) == true))
        {
            return await reader.FindAsync(place, target, request.HeadBranch, request.Key, cancellationToken).ConfigureAwait(false)
                ?? throw new AoException($"Another pull request proposes '{Printable.Quote(request.HeadBranch)}' of {target} already: it carries no mark of '{request.Key}'. Close it, or use another branch.", exception);
        }
        catch (GitHubException exception)
        {
            throw new AoException($"The branch '{Printable.Quote(request.HeadBranch)}' is published to {target}, and no pull request was opened for it: {exception.Message}", exception);
        }
    }

    private async ValueTask<RestPullRequest> SendAsync(GitHubPlace place, PullRequestDraft draft, CancellationToken cancellationToken)
    {
        var path = $"{place.Path}/pulls";
        try
        {
            return await client.SendAsync(HttpMethod.Post, path, draft, RestJson.Default.PullRequestDraft, RestJson.Default.RestPullRequest, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        }
        catch (GitHubException exception) when (exception.Status == 422 && draft.MaintainerCanModify == true && exception.Errors.Any(static error => error.Field == "fork_collab"))
        {
            // A fork that an organization owns cannot be opened to the maintainers of its source.
            return await client.SendAsync(HttpMethod.Post, path, draft with { MaintainerCanModify = false }, RestJson.Default.PullRequestDraft, RestJson.Default.RestPullRequest, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        }
    }
}
