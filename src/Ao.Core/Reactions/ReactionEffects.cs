using System.Globalization;
using Ao.Effects;
using Ao.Scm;

namespace Ao.Reactions;

/// <summary>The effects of reactions: everything that decides what happens is a parameter.</summary>
internal static class ReactionEffects
{
    public static Effect Rerun(string scm, CheckRerunRequest request, SessionId session) => new()
    {
        Key = request.Key,
        Kind = EffectKind.RerunChecks,
        Project = request.Source.Project,
        Session = session,
        Title = $"Run checks of pull request {request.Number} again: {string.Join(", ", request.Names.Take(5).Select(Printable.Quote))}",
        Parameters = new Dictionary<string, string>
        {
            ["scm"] = scm,
            ["repository"] = request.Source.Location,
            ["number"] = request.Number.ToString(CultureInfo.InvariantCulture),
            ["headRevision"] = request.Revision,
            ["checks"] = string.Join('\n', request.Names.Select(Printable.Line)),
        },
    };

    public static Effect Run(OperationKey key, ReactionId id, ProjectId project, IReadOnlyList<string> command, string? folder, IReadOnlyDictionary<string, string> variables) => new()
    {
        Key = key,
        Kind = EffectKind.RunCommand,
        Project = project,
        Session = id.Session,
        Title = $"Run '{Printable.Quote(command[0])}' for '{id.Key}' of {id.Session?.Value ?? project.Value}",
        Parameters = new Dictionary<string, string>(variables.Select(static variable => KeyValuePair.Create($"variable.{variable.Key}", variable.Value)), StringComparer.Ordinal)
        {
            ["command"] = string.Join('\n', command.Select(Printable.Line)),
            ["folder"] = folder ?? "",
        },
    };
}
