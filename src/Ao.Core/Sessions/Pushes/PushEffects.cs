using Ao.Effects;
using Ao.PullRequests;
using Ao.Scm;

namespace Ao.Sessions.Pushes;

/// <summary>The effect of publishing a push: everything that decides what happens is a parameter.</summary>
internal static class PushEffects
{
    public static Effect Publish(string scm, PublishRequest request, SessionPush push) => new()
    {
        Key = request.Key,
        Kind = EffectKind.PublishBranch,
        Project = request.Source.Project,
        Session = request.Session,
        Title = $"Publish what {request.Session} has pushed to {Printable.Quote(request.Branch)}",
        Parameters = new Dictionary<string, string>
        {
            ["scm"] = scm,
            ["repository"] = request.Source.Location,
            ["pushTarget"] = request.PushTarget,
            ["branch"] = request.Branch,
            ["revision"] = request.Revision,
            ["changedPaths"] = PullRequestEffects.PathsOf(push.ChangedPaths, push.MoreChangedPaths),
        },
    };
}
