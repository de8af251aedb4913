using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Data;
using Ao.Plugins.GitLab.MergeRequests;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Checks;

/// <summary>Shows what the host has checked as a commit status of a merge request's head.</summary>
/// <remarks>GitLab refuses a state that a status has already, and makes a new status after one that has ended: what stands there is looked at first, so that the same again changes nothing.</remarks>
internal sealed class CheckPublisher(GitLabClient client, MergeRequestStore requests, PipelineReader reader)
{
    private const int MaxDescription = 255;

    public async ValueTask<Check> PublishAsync(CheckPublication request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (project, data) = await requests.OfAsync(request.Source, request.Number, cancellationToken).ConfigureAwait(false);
        if (data.Sha is not { } head || head != request.Revision)
        {
            throw new AoException($"The head of merge request {request.Number} is {Printable.Quote(data.Sha ?? "not known yet")} by now, not {Printable.Quote(request.Revision)}. Check the newer revision.");
        }

        var pipeline = await reader.OfHeadAsync(project, data, CallPurpose.Person, cancellationToken).ConfigureAwait(false);

        // GitLab adds it to a pipeline of just that commit. Where there is none, it makes one of the branch, in the project that has the branch.
        var joined = pipeline?.Sha == head ? pipeline : null;
        var place = joined is null ? data.SourceProjectId ?? project.Id : joined.ProjectId ?? project.Id;
        var body = BodyOf(request, joined, data.SourceBranch);
        if (await FindAsync(place, head, request.Name, cancellationToken).ConfigureAwait(false) is { } known && known.Status == body.State && known.Description == body.Description)
        {
            return PipelineReader.Describe(known);
        }

        var path = FormattableString.Invariant($"projects/{place}/statuses/{Uri.EscapeDataString(head)}");
        return PipelineReader.Describe(await client.SendAsync(HttpMethod.Post, path, body, GitLabJson.Default.NewStatusBody, GitLabJson.Default.CommitStatusData, cancellationToken).ConfigureAwait(false));
    }

    private static NewStatusBody BodyOf(CheckPublication request, PipelineData? pipeline, string branch)
    {
        var line = Printable.Line(request.Summary);
        return new NewStatusBody
        {
            State = request.State switch { CheckState.Passed => "success", CheckState.Failed => "failed", _ => "pending" },
            Name = request.Name,
            Description = line.Length <= MaxDescription ? line : line[..MaxDescription],
            Ref = pipeline is null ? branch : null,
            PipelineId = pipeline?.Id,
        };
    }

    /// <summary>Finds the newest status of a name.</summary>
    private async ValueTask<CommitStatusData?> FindAsync(long place, string head, string name, CancellationToken cancellationToken)
    {
        CommitStatusData? newest = null;
        var path = FormattableString.Invariant($"projects/{place}/repository/commits/{Uri.EscapeDataString(head)}/statuses?name={Uri.EscapeDataString(name)}");
        await foreach (var status in client.ListAsync(path, GitLabJson.Default.CommitStatusDataArray, CallPurpose.Person, cancellationToken).ConfigureAwait(false))
        {
            newest = status.Name == name && (newest is null || status.Id > newest.Id) ? status : newest;
        }

        return newest;
    }
}
