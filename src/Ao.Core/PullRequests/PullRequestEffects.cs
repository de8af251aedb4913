using System.Globalization;
using Ao.Effects;
using Ao.Scm;

namespace Ao.PullRequests;

/// <summary>The effects on pull requests: everything of a request that decides what happens is a parameter of its effect.</summary>
internal static class PullRequestEffects
{
    public static Effect Open(string scm, PullRequestRequest request, IReadOnlyList<string> changedPaths, int moreChangedPaths) => new()
    {
        Key = request.Key,
        Kind = EffectKind.OpenPullRequest,
        Project = request.Source.Project,
        Session = request.Session,
        Title = $"Open a pull request for {request.Session}: {request.Title}",
        Parameters = new Dictionary<string, string>
        {
            ["scm"] = scm,
            ["repository"] = request.Source.Location,
            ["pushTarget"] = request.PushTarget,
            ["headBranch"] = request.HeadBranch,
            ["headRevision"] = request.Revision,
            ["baseBranch"] = request.BaseBranch,
            ["title"] = request.Title,
            ["body"] = request.Body,
            ["draft"] = request.IsDraft ? "true" : "false",
            ["changedPaths"] = PathsOf(changedPaths, moreChangedPaths),
        },
    };

    public static Effect Update(string scm, PullRequestUpdate update, SessionId session)
    {
        var parameters = Of(scm, update.Source, update.Number, update.PushTarget, update.HeadBranch);
        Add(parameters, "headRevision", update.Revision);
        Add(parameters, "title", update.Title);
        Add(parameters, "body", update.Body);
        Add(parameters, "draft", update.IsDraft is { } draft ? draft ? "true" : "false" : null);
        Add(parameters, "close", update.Close ? "true" : null);
        return new Effect
        {
            Key = update.Key,
            Kind = EffectKind.UpdatePullRequest,
            Project = update.Source.Project,
            Session = session,
            Title = $"Put the newer revision of {session} into pull request {update.Number}",
            Parameters = parameters,
        };
    }

    public static Effect Merge(string scm, MergeRequest request, PullRequest pullRequest, SessionId session)
    {
        var parameters = Of(scm, request.Source, request.Number, request.PushTarget, request.HeadBranch);
        parameters["headRevision"] = request.ExpectedRevision;
        parameters["baseBranch"] = pullRequest.BaseBranch;
        parameters["method"] = request.Method.ToString();
        return new Effect
        {
            Key = request.Key,
            Kind = EffectKind.MergePullRequest,
            Project = request.Source.Project,
            Session = session,
            Title = $"Merge pull request {request.Number}: {Printable.Quote(pullRequest.Title)}",
            Parameters = parameters,
        };
    }

    public static Effect Review(string scm, ReviewRequest request) => new()
    {
        Key = request.Key,
        Kind = EffectKind.AddReview,
        Project = request.Source.Project,
        Title = $"Review pull request {request.Number}: {request.Verdict}",
        Parameters = new Dictionary<string, string>
        {
            ["scm"] = scm,
            ["repository"] = request.Source.Location,
            ["number"] = Text(request.Number),
            ["author"] = request.Author,
            ["verdict"] = request.Verdict.ToString(),
            ["headRevision"] = request.Revision,
            ["body"] = request.Body,
        },
    };

    /// <summary>Writes what a change touches, a path a line.</summary>
    public static string PathsOf(IReadOnlyList<string> paths, int more) =>
        string.Join('\n', paths.Select(Printable.Line)) + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $"\n(and {more} more)") : "");

    private static Dictionary<string, string> Of(string scm, ProjectSource source, int number, string pushTarget, string headBranch) => new()
    {
        ["scm"] = scm,
        ["repository"] = source.Location,
        ["number"] = Text(number),
        ["pushTarget"] = pushTarget,
        ["headBranch"] = headBranch,
    };

    private static void Add(Dictionary<string, string> parameters, string name, string? value)
    {
        if (value is not null)
        {
            parameters[name] = value;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
