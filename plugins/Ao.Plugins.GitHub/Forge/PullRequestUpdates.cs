using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Graph;
using Ao.Plugins.GitHub.Rest;
using Ao.Plugins.GitHub.Texts;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Changes pull requests. Each step sets a state, so that a repeated update changes nothing.</summary>
internal sealed class PullRequestUpdates(GitHubClient client, GitHubPlaces places, PullRequestReader reader, PushTargets targets, IBranchPublisher publisher)
{
    public async ValueTask<PullRequest> UpdateAsync(PullRequestUpdate update, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(update);
        if (update.Title is not null)
        {
            Bounds.Title(update.Title);
        }

        if (update.Body is not null)
        {
            Bounds.Body("text of the pull request", update.Body);
        }

        var place = await places.OfAsync(update.Source, cancellationToken).ConfigureAwait(false);
        var pull = await reader.GetAsync(place, update.Number, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        var known = PullRequestMap.Of(pull, place);
        if (PullRequestMap.ElsewhereThan(known, update.PushTarget, update.HeadBranch) is { } elsewhere)
        {
            throw new AoException(elsewhere);
        }

        var isNewer = update.Revision is { } wanted && Bounds.Revision(wanted) != pull.Head.Sha;
        if (known.State != PullRequestState.Open && (isNewer || (update.IsDraft is { } draft && draft != pull.Draft)))
        {
            throw new AoException($"Pull request {update.Number} is {known.State.ToString().ToLowerInvariant()}: nothing newer is put into it. Open another one.");
        }

        if (isNewer)
        {
            await PublishAsync(update, place, cancellationToken).ConfigureAwait(false);
        }

        pull = await ConvertAsync(update, place, pull, cancellationToken).ConfigureAwait(false);
        pull = await PatchAsync(update, place, pull, cancellationToken).ConfigureAwait(false);

        // GitHub takes a moment to see a push.
        return isNewer ? PullRequestMap.Of(pull, place) with { HeadRevision = update.Revision!, Mergeability = Mergeability.Unknown } : PullRequestMap.Of(pull, place);
    }

    private async ValueTask PublishAsync(PullRequestUpdate update, GitHubPlace place, CancellationToken cancellationToken)
    {
        await targets.RequireAsync(update.Source, place, update.PushTarget, cancellationToken).ConfigureAwait(false);

        // Only what the project published there itself gives way. The head may be somebody else's by now, and that stays.
        if (await publisher.PublishAsync(update.Source, update.Revision!, update.HeadBranch, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            throw new AoException(refusal);
        }
    }

    private async ValueTask<RestPullRequest> ConvertAsync(PullRequestUpdate update, GitHubPlace place, RestPullRequest pull, CancellationToken cancellationToken)
    {
        if (update.IsDraft is not { } draft || draft == pull.Draft || update.Close)
        {
            return pull;
        }

        var document = GraphQlDocuments.Of(draft ? "ConvertPullRequestToDraft" : "MarkPullRequestReadyForReview");
        await client.QueryAsync(document, new PullRequestVariables { PullRequest = pull.NodeId }, GraphJson.Default.PullRequestVariables, RestJson.Default.Nothing, CallPurpose.Write, cancellationToken, place.Repository).ConfigureAwait(false);
        return pull with { Draft = draft };
    }

    private async ValueTask<RestPullRequest> PatchAsync(PullRequestUpdate update, GitHubPlace place, RestPullRequest pull, CancellationToken cancellationToken)
    {
        // The mark of the operation that opened it stays, whatever the text says now.
        var (text, mark) = Marks.Split(pull.Body);
        var patch = new PullRequestPatch
        {
            Title = update.Title is { } title && title != pull.Title ? title : null,
            Body = update.Body is { } body && body != text ? mark is { } key ? Marks.Add(body, key) : body : null,
            State = update.Close && pull.State == "open" ? "closed" : null,
        };
        return patch == new PullRequestPatch()
            ? pull
            : await client.SendAsync(HttpMethod.Patch, PullRequestReader.PathOf(place, update.Number), patch, RestJson.Default.PullRequestPatch, RestJson.Default.RestPullRequest, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
    }
}
