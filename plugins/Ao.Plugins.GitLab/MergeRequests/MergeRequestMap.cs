using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Data;
using Ao.Scm;

namespace Ao.Plugins.GitLab.MergeRequests;

/// <summary>Tells of a merge request as a pull request.</summary>
internal sealed class MergeRequestMap(GitLabClient client, Projects projects)
{
    private const int MaxIssues = 100;

    /// <summary>Describes a merge request, with the issues that it closes.</summary>
    public async ValueTask<PullRequest> DescribeAsync(GitLabProject project, MergeRequestData data, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var target = await TargetOfAsync(project, data, cancellationToken).ConfigureAwait(false);
        var issues = await IssuesAsync(project, data.Iid, purpose, cancellationToken).ConfigureAwait(false);
        return Describe(data, target, issues);
    }

    /// <summary>Gives the address of the project that the change is published in.</summary>
    public async ValueTask<string> TargetOfAsync(GitLabProject project, MergeRequestData data, CancellationToken cancellationToken)
    {
        if (data.SourceProjectId is null || data.SourceProjectId == project.Id)
        {
            return project.Address;
        }

        try
        {
            return (await projects.OfAsync(data.SourceProjectId.Value, cancellationToken).ConfigureAwait(false)).Address;
        }
        catch (GitLabException exception) when (exception.Status is 403 or 404)
        {
            // A fork that was deleted, or that the token may not see: it is nobody's push target.
            return FormattableString.Invariant($"gitlab-project:{data.SourceProjectId}");
        }
    }

    public static PullRequest Describe(MergeRequestData data, string target, IReadOnlyList<string> issues)
    {
        var state = StateOf(data.State);
        var (mergeability, obstacle) = state is PullRequestState.Open ? MergeStatus.Read(data.HasConflicts ? "conflict" : data.DetailedMergeStatus) : (Mergeability.Unknown, null);
        List<string> obstacles = obstacle is null ? [] : [obstacle];
        if (state is PullRequestState.Open && data.MergeError is { Length: > 0 } error)
        {
            obstacles.Add($"The last merge failed: {Printable.Quote(error)}.");
        }

        return new PullRequest
        {
            Number = data.Iid,
            Title = data.Draft ? DraftTitle.Strip(data.Title) : data.Title,
            Body = Marks.Without(data.Description),
            PushTarget = target,
            HeadBranch = data.SourceBranch,
            HeadRevision = data.Sha ?? "",
            BaseBranch = data.TargetBranch,
            State = state,
            Mergeability = mergeability,
            IsDraft = data.Draft,
            Obstacles = obstacles,
            Issues = issues,
            MergeRevision = state is PullRequestState.Merged ? data.MergeCommitSha ?? data.SquashCommitSha ?? data.Sha : null,
            Address = AddressOf(data.WebUrl),
        };
    }

    /// <summary>Reads an address for people, where it is one.</summary>
    public static Uri? AddressOf(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    // A locked one is being merged at this moment: until that has ended it is as open as before.
    private static PullRequestState StateOf(string state) => state switch
    {
        "merged" => PullRequestState.Merged,
        "closed" => PullRequestState.Closed,
        _ => PullRequestState.Open,
    };

    private async ValueTask<IReadOnlyList<string>> IssuesAsync(GitLabProject project, int number, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var issues = new List<string>();
        await foreach (var issue in client.ListAsync($"{project.Api}/merge_requests/{number}/closes_issues", GitLabJson.Default.IssueDataArray, purpose, cancellationToken).ConfigureAwait(false))
        {
            if (issue.ProjectId is null || issue.ProjectId == project.Id)
            {
                issues.Add(FormattableString.Invariant($"{issue.Iid}"));
            }

            if (issues.Count == MaxIssues)
            {
                break;
            }
        }

        return issues;
    }
}
