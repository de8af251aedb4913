using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Data;
using Ao.Plugins.GitLab.Forks;
using Ao.Scm;

namespace Ao.Plugins.GitLab.MergeRequests;

/// <summary>Finds, opens, reads and changes merge requests.</summary>
internal sealed class MergeRequestStore(GitLabClient client, Projects projects, MergeRequestMap map, PushTargets targets, IBranchPublisher publisher, Me me)
{
    public async ValueTask<PullRequest?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken)
    {
        var project = await projects.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var found = await SearchAsync(project, key, cancellationToken).ConfigureAwait(false);
        return found is null ? null : await GetAsync(project, found.Iid, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<PullRequest> OpenAsync(PullRequestRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var title = DraftTitle.Make(request.Title, request.IsDraft);
        var description = Marks.With(request.Body, request.Key);
        RequireBranches(request);
        var project = await projects.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        if (await SearchAsync(project, request.Key, cancellationToken).ConfigureAwait(false) is { } opened)
        {
            return await GetAsync(project, opened.Iid, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        }

        var target = await targets.RequireAsync(request.Source, request.PushTarget, cancellationToken).ConfigureAwait(false);

        // Published first: a host that ends here publishes the same once more, and only then there is something to propose.
        if (await publisher.PublishAsync(request.Source, target, request.Revision, request.HeadBranch, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            throw new AoException(reason);
        }

        var body = new OpenMergeRequestBody { SourceBranch = request.HeadBranch, TargetBranch = request.BaseBranch, TargetProjectId = project.Id, Title = title, Description = description };
        var made = await client.SendAsync(HttpMethod.Post, $"{target.Api}/merge_requests", body, GitLabJson.Default.OpenMergeRequestBody, GitLabJson.Default.MergeRequestData, cancellationToken).ConfigureAwait(false);

        // GitLab prepares a new merge request in the background and may not name its head yet.
        return MergeRequestMap.Describe(made with { Sha = made.Sha ?? request.Revision }, target.Address, []);
    }

    public async ValueTask<PullRequest> GetAsync(ProjectSource source, int number, CancellationToken cancellationToken) =>
        await GetAsync(await projects.OfAsync(source, cancellationToken).ConfigureAwait(false), number, CallPurpose.Person, cancellationToken).ConfigureAwait(false);

    public async ValueTask<PullRequest> GetAsync(GitLabProject project, int number, CallPurpose purpose, CancellationToken cancellationToken) =>
        await map.DescribeAsync(project, await ReadAsync(project, number, purpose, cancellationToken).ConfigureAwait(false), purpose, cancellationToken).ConfigureAwait(false);

    /// <summary>Gives a project and one of its merge requests, as GitLab tells of them.</summary>
    public async ValueTask<(GitLabProject Project, MergeRequestData Data)> OfAsync(ProjectSource source, int number, CancellationToken cancellationToken)
    {
        var project = await projects.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return (project, await ReadAsync(project, number, CallPurpose.Person, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads a merge request as GitLab tells of it.</summary>
    public async ValueTask<MergeRequestData> ReadAsync(GitLabProject project, int number, CallPurpose purpose, CancellationToken cancellationToken) =>
        await client.FindAsync($"{project.Api}/merge_requests/{number}", GitLabJson.Default.MergeRequestData, purpose, cancellationToken).ConfigureAwait(false)
        ?? throw new AoException($"There is no merge request {number} in '{project.Path}', or the token may not see it. Name one that was listed.");

    public async ValueTask<PullRequest> UpdateAsync(PullRequestUpdate update, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(update);
        var (project, data) = await OfAsync(update.Source, update.Number, cancellationToken).ConfigureAwait(false);
        var target = await map.TargetOfAsync(project, data, cancellationToken).ConfigureAwait(false);
        if (ElsewhereThan(data, target, update.PushTarget, update.HeadBranch) is { } elsewhere)
        {
            throw new AoException(elsewhere);
        }

        if (update.Revision is { } revision && revision != data.Sha)
        {
            await PublishAsync(update, project, data, revision, cancellationToken).ConfigureAwait(false);
        }

        if (ChangeOf(update, data) is { } change)
        {
            await client.SendAsync(HttpMethod.Put, $"{project.Api}/merge_requests/{update.Number}", change, GitLabJson.Default.ChangeMergeRequestBody, GitLabJson.Default.MergeRequestData, cancellationToken).ConfigureAwait(false);
        }

        var changed = await GetAsync(project, update.Number, CallPurpose.Person, cancellationToken).ConfigureAwait(false);

        // GitLab takes a push in a moment later than git does; what was published is the head then.
        return update.Revision is { } newer && changed.State is PullRequestState.Open ? changed with { HeadRevision = newer } : changed;
    }

    /// <summary>Tells where a merge request is, where that is not where it is believed to be.</summary>
    public static string? ElsewhereThan(MergeRequestData data, string actual, string target, string branch) =>
        actual == target && data.SourceBranch == branch
            ? null
            : $"Merge request {data.Iid} is branch '{Printable.Quote(data.SourceBranch)}' of '{Printable.Quote(actual)}', not '{Printable.Quote(branch)}' of '{Printable.Quote(target)}'. Read it again first.";

    private async ValueTask PublishAsync(PullRequestUpdate update, GitLabProject project, MergeRequestData data, string revision, CancellationToken cancellationToken)
    {
        if (data.State is not "opened")
        {
            throw new AoException($"Merge request {data.Iid} is {Printable.Quote(data.State)}: it takes no newer revision. Open another one.");
        }

        var target = data.SourceProjectId is { } id && id != project.Id ? await projects.OfAsync(id, cancellationToken).ConfigureAwait(false) : project;
        if (await publisher.PublishAsync(update.Source, target, revision, data.SourceBranch, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            throw new AoException(reason);
        }
    }

    private static ChangeMergeRequestBody? ChangeOf(PullRequestUpdate update, MergeRequestData data)
    {
        var isDraft = update.IsDraft ?? data.Draft;
        var title = update.Title is null && update.IsDraft is null ? data.Title : DraftTitle.Make(update.Title ?? DraftTitle.Strip(data.Title), isDraft);
        var description = update.Body is { } body ? Marks.Instead(body, data.Description) : null;
        var change = new ChangeMergeRequestBody
        {
            Title = title == data.Title ? null : title,
            Description = description == (data.Description ?? "") ? null : description,
            StateEvent = update.Close && data.State is "opened" ? "close" : null,
        };
        return change is { Title: null, Description: null, StateEvent: null } ? null : change;
    }

    /// <summary>Searches for what an operation has opened. Anybody can write a mark into a text: only one of the token's own user counts.</summary>
    private async ValueTask<MergeRequestData?> SearchAsync(GitLabProject project, OperationKey key, CancellationToken cancellationToken)
    {
        var user = await me.GetAsync(cancellationToken).ConfigureAwait(false);
        var search = Uri.EscapeDataString($"\"{key.Value}\"");
        await foreach (var data in client.ListAsync($"{project.Api}/merge_requests?state=all&scope=all&author_id={user.Id}&in=description&search={search}", GitLabJson.Default.MergeRequestDataArray, CallPurpose.Person, cancellationToken).ConfigureAwait(false))
        {
            if (Marks.Has(data.Description, key) && data.Author?.Id == user.Id)
            {
                return data;
            }
        }

        return null;
    }

    private static void RequireBranches(PullRequestRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.HeadBranch) || string.IsNullOrWhiteSpace(request.BaseBranch))
        {
            throw new AoException("A merge request needs the name of a branch on both sides. Give HeadBranch and BaseBranch.");
        }
    }
}
