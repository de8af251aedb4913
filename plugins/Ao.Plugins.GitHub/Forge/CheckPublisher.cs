using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Rest;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Shows what the host has checked as a commit status: of one name and commit the newest stands, so that setting it again changes nothing.</summary>
internal sealed class CheckPublisher(GitHubClient client, GitHubPlaces places, PullRequestReader pulls) : ICheckPublisher
{
    private const int MaxDescription = 140;

    public async ValueTask<Check> PublishCheckAsync(CheckPublication request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var place = await places.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var pull = await pulls.GetAsync(place, request.Number, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        if (pull.Head.Sha != request.Revision)
        {
            throw new AoException($"The head of pull request {request.Number} is {Printable.Quote(pull.Head.Sha)} by now, not {Printable.Quote(request.Revision)}. Check the newer revision.");
        }

        var line = Printable.Line(request.Summary);
        var draft = new StatusDraft
        {
            State = request.State switch { CheckState.Passed => "success", CheckState.Failed => "failure", _ => "pending" },
            Context = request.Name,
            Description = line.Length <= MaxDescription ? line : line[..MaxDescription],
        };
        var status = await client.SendAsync(HttpMethod.Post, $"{place.Path}/statuses/{pull.Head.Sha}", draft, RestJson.Default.StatusDraft, RestJson.Default.RestStatus, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        return new Check { Name = status.Context, State = CheckWords.OfStatus(status.State).State, Excerpt = status.Description ?? "" };
    }
}
