using System.Globalization;
using Ao.Effects;
using Ao.Notifiers;
using Ao.Reports;

namespace Ao.Trackers;

/// <summary>The effects on issues: everything of a request that decides what happens is a parameter of its effect.</summary>
internal static class IssueEffects
{
    public static Effect Create(string tracker, IssueRequest request)
    {
        var parameters = Of(tracker, request.Source.Location);
        parameters["title"] = request.Title;
        parameters["body"] = request.Body;
        Add(parameters, "label", request.Labels);
        Add(parameters, "assignee", request.Assignees);
        AttachmentParameters.Add(parameters, request.Attachments);
        return new Effect
        {
            Key = request.Key,
            Kind = EffectKind.CreateIssue,
            Project = request.Source.Project,
            Title = $"Create the issue '{Printable.Quote(request.Title)}' in {tracker}",
            Details = new ConsentDetails { Target = request.Source.Location },
            Parameters = parameters,
        };
    }

    public static Effect Update(string tracker, IssueUpdate update)
    {
        var parameters = Of(tracker, update.Source.Location);
        parameters["id"] = update.Id;
        Add(parameters, "title", update.Title);
        Add(parameters, "body", update.Body);
        Add(parameters, "open", update.IsOpen is { } open ? (open ? "true" : "false") : null);
        Add(parameters, "comment", update.Comment);
        Add(parameters, "label", update.Labels);
        Add(parameters, "assignee", update.Assignees);
        AttachmentParameters.Add(parameters, update.Attachments);
        return new Effect
        {
            Key = update.Key,
            Kind = EffectKind.UpdateIssue,
            Project = update.Source.Project,
            Title = $"{(update.Comment is null ? "Change" : "Comment on")} issue {Printable.Quote(update.Id)} in {tracker}",
            Details = new ConsentDetails { Target = update.Source.Location, Issue = update.Id },
            Parameters = parameters,
        };
    }

    private static Dictionary<string, string> Of(string tracker, string location) => new() { ["tracker"] = tracker, ["repository"] = location };

    private static void Add(Dictionary<string, string> parameters, string name, string? value)
    {
        if (value is not null)
        {
            parameters[name] = value;
        }
    }

    // One parameter for each, and their number: no separator that a text could imitate, and none at all is not the same as no change.
    private static void Add(Dictionary<string, string> parameters, string name, IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            return;
        }

        parameters[$"{name}s"] = values.Count.ToString(CultureInfo.InvariantCulture);
        for (var index = 0; index < values.Count; index++)
        {
            parameters[string.Create(CultureInfo.InvariantCulture, $"{name}.{index + 1}")] = values[index];
        }
    }
}
