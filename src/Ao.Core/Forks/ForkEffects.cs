using System.Globalization;
using Ao.Effects;
using Ao.Notifiers;
using Ao.Scm;

namespace Ao.Forks;

/// <summary>The effects on forks: everything that decides what happens is a parameter.</summary>
internal static class ForkEffects
{
    public static Effect Create(string scm, ForkRequest request) => new()
    {
        Key = request.Key,
        Kind = EffectKind.CreateFork,
        Project = request.Source.Project,
        Title = $"Create a fork of {request.Source.Project} for {Printable.Quote(request.Owner)}",
        Details = new ConsentDetails { Target = request.Owner },
        Parameters = new Dictionary<string, string>
        {
            ["scm"] = scm,
            ["repository"] = request.Source.Location,
            ["owner"] = request.Owner,
        },
    };

    public static Effect Sync(ProjectId project, string scm, ForkSyncRequest request, int commits) => new()
    {
        Key = request.Key,
        Kind = EffectKind.SyncFork,
        Project = project,
        Title = $"Bring branch {Printable.Quote(request.Branch)} of {project} up to its upstream by a fast-forward over {commits} commits",
        Details = new ConsentDetails { Target = request.Fork.Location },
        Parameters = new Dictionary<string, string>
        {
            ["scm"] = scm,
            ["repository"] = request.Source.Location,
            ["fork"] = request.Fork.Location,
            ["branch"] = request.Branch,
            ["revision"] = request.Revision ?? "",
            ["commits"] = commits.ToString(CultureInfo.InvariantCulture),
        },
    };

    public static Effect SwitchPushTarget(string scm, OperationKey key, ProjectSource source, string from, string to) => new()
    {
        Key = key,
        Kind = EffectKind.SwitchPushTarget,
        Project = source.Project,
        Title = $"Publish the changes of {source.Project} to {Printable.Quote(to)} from now on",
        Details = new ConsentDetails { Target = to },
        Parameters = new Dictionary<string, string>
        {
            ["scm"] = scm,
            ["repository"] = source.Location,
            ["from"] = from,
            ["to"] = to,
        },
    };
}
