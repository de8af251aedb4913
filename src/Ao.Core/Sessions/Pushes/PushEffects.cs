using System.Globalization;
using Ao.Effects;
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
            ["changedPaths"] = string.Join('\n', push.ChangedPaths.Select(Printable.Line)) + (push.MoreChangedPaths > 0 ? string.Create(CultureInfo.InvariantCulture, $"\n(and {push.MoreChangedPaths} more)") : ""),
        },
    };
}
