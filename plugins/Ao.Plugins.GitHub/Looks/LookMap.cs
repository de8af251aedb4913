using System.Globalization;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Forge;
using Ao.Plugins.GitHub.Graph;
using Ao.Plugins.GitHub.Rest;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>Reads what a look has found, in the words that single reads use too. Pure.</summary>
internal static class LookMap
{
    public static PullRequest PullRequestOf(LookNode node, string? body, GitHubPlace place)
    {
        var state = node.State switch { "MERGED" => PullRequestState.Merged, "OPEN" => PullRequestState.Open, _ => PullRequestState.Closed };
        var (mergeability, obstacles) = node.IsOpen
            ? MergeStanding.Of(node.Mergeable switch { "MERGEABLE" => true, "CONFLICTING" => false, _ => (bool?)null }, node.MergeStateStatus, node.IsDraft, node.BaseRefName, node.ReviewDecision)
            : (Mergeability.Unknown, []);
        return new PullRequest
        {
            Number = node.Number,
            Title = Printable.Clean(node.Title),
            PushTarget = PullRequestMap.PlaceOf(node.HeadRepository?.NameWithOwner, place.Addresses),
            HeadBranch = node.HeadRefName,
            HeadRevision = node.HeadRefOid,
            BaseBranch = node.BaseRefName,
            State = state,
            Mergeability = mergeability,
            Obstacles = node is { IsOpen: true, IsInMergeQueue: true } ? [.. obstacles, "It waits in the merge queue."] : obstacles,
            IsDraft = node.IsDraft,
            Issues = ClosingReferences.Find(body, place.Repository),
            MergeRevision = state == PullRequestState.Merged ? node.MergeCommit?.Oid : null,
            Address = node.Url,
        };
    }

    /// <summary>Reads the check runs of a look. What is neither named nor numbered is no run.</summary>
    public static IEnumerable<RestCheckRun> RunsOf(LookNode node) =>
        Contexts(node).Where(static context => context is { TypeName: "CheckRun", DatabaseId: not null, Name: not null, Status: not null }).Select(static context => new RestCheckRun
        {
            Id = context.DatabaseId!.Value,
            Name = context.Name!,
            Status = context.Status!.ToLowerInvariant(),
            Conclusion = context.Conclusion?.ToLowerInvariant(),
            HtmlUrl = context.Url,
            CheckSuite = context.CheckSuite?.DatabaseId is { } suite ? new RestCheckSuite { Id = suite } : null,
            App = context.CheckSuite?.App,
        });

    public static IEnumerable<RestStatus> StatusesOf(LookNode node) =>
        Contexts(node).Where(static context => context is { TypeName: "StatusContext", Context: not null, State: not null }).Select(static context => new RestStatus
        {
            Id = 0,
            Context = context.Context!,
            State = context.State!.ToLowerInvariant(),
            Description = context.Description,
            TargetUrl = context.TargetUrl,
        });

    public static IReadOnlyList<Review> ReviewsOf(LookNode node, string? own) =>
        [.. (node.Reviews?.Present() ?? [])
            .Select(review => ReviewMap.Of(Writer.Of(review.Author?.TypeName, review.Author?.Login, review.Body, own), review.State, review.Body, review.Commit?.Oid, review.SubmittedAt))
            .OfType<Review>()
            .OrderBy(static review => review.At)];

    /// <summary>Reads the threads on places, and the comments on the whole.</summary>
    /// <param name="node">What the look has found.</param>
    /// <param name="remarks">The comments of the threads, by the threads' ids.</param>
    /// <param name="own">The login of the account that this host writes with.</param>
    public static IReadOnlyList<ReviewThread> ThreadsOf(LookNode node, IReadOnlyDictionary<string, IReadOnlyList<GraphComment>> remarks, string? own)
    {
        var places = (node.ReviewThreads?.Present() ?? []).Where(static thread => thread.Id.Length > 0).Select(thread => ThreadMap.Of(
            new GraphThread
            {
                Id = thread.Id,
                IsResolved = thread.IsResolved,
                IsOutdated = thread.IsOutdated,
                Path = thread.Path,
                Line = thread.Line,
                OriginalLine = thread.OriginalLine,
                SubjectType = thread.SubjectType,
                Root = new CommentConnection { Nodes = [] },
                Comments = new CommentConnection { Nodes = remarks.GetValueOrDefault(thread.Id) ?? [] },
            },
            own));
        var comments = (node.Comments?.Present() ?? [])
            .Where(static comment => long.TryParse(comment.FullDatabaseId, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(static comment => new RestIssueComment
            {
                Id = long.Parse(comment.FullDatabaseId!, NumberStyles.None, CultureInfo.InvariantCulture),
                NodeId = comment.Id,
                Body = comment.Body,
                User = comment.Author is { } author ? new RestUser { Login = author.Login, Type = author.TypeName } : null,
                CreatedAt = comment.CreatedAt,
            });
        return [.. places.Concat(ThreadMap.Of([.. comments], node.HeadRefOid, own)).Where(static thread => thread.Comments.Count > 0).OrderBy(static thread => thread.Comments[0].At)];
    }

    private static IEnumerable<LookContext> Contexts(LookNode node) => (node.StatusCheckRollup?.Counts?.Nodes ?? []).OfType<LookContext>();
}
