using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Rest;
using Ao.Plugins.GitHub.Texts;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Reads pull requests as the REST interface gives them: pure functions.</summary>
internal static class PullRequestMap
{
    public static PullRequest Of(RestPullRequest pull, GitHubPlace place, string? reviewDecision = null)
    {
        var (mergeability, obstacles) = MergeStanding.Of(pull, reviewDecision);
        var state = StateOf(pull);
        return new PullRequest
        {
            Number = pull.Number,
            Title = Printable.Clean(pull.Title),
            Body = Printable.Clean(Marks.Split(pull.Body).Text),
            PushTarget = PlaceOf(pull.Head.Repo?.FullName, place.Addresses),
            HeadBranch = pull.Head.Ref,
            HeadRevision = pull.Head.Sha,
            BaseBranch = pull.Base.Ref,
            State = state,
            Mergeability = mergeability,
            Obstacles = obstacles,
            IsDraft = pull.Draft,
            Issues = ClosingReferences.Find(pull.Body, place.Repository),
            MergeRevision = state == PullRequestState.Merged ? pull.MergeCommitSha : null,
            Address = pull.HtmlUrl,
        };
    }

    public static PullRequestState StateOf(RestPullRequest pull) =>
        pull.MergedAt is not null || pull.Merged == true ? PullRequestState.Merged
        : pull.State == "open" ? PullRequestState.Open
        : PullRequestState.Closed;

    /// <summary>Gives the git address of the repository that holds the change.</summary>
    public static string PlaceOf(string? fullName, GitHubAddresses addresses) =>
        RepositoryName.TryParse(fullName, out var repository) ? addresses.GitOf(repository) : "(a repository that is gone)";

    /// <summary>Says that a pull request is published elsewhere, or from another branch, than somebody thinks.</summary>
    public static string? ElsewhereThan(PullRequest pull, string pushTarget, string headBranch) =>
        pull.PushTarget != pushTarget ? $"Pull request {pull.Number} is published to '{Printable.Quote(pull.PushTarget)}', not to '{Printable.Quote(pushTarget)}'. Look at it as it is now."
        : pull.HeadBranch != headBranch ? $"The branch of pull request {pull.Number} is '{Printable.Quote(pull.HeadBranch)}', not '{Printable.Quote(headBranch)}'. Look at it as it is now."
        : null;
}
