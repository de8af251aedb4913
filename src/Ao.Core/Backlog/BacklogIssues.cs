using Ao.Effects;
using Ao.Sessions;
using Ao.Trackers;

namespace Ao.Backlog;

/// <summary>Changes the issues of items.</summary>
internal sealed class BacklogIssues(BacklogContext context)
{
    private const int MaxLine = 300;

    /// <summary>Tells an issue something, and takes the label of work from it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="what">The part of the operation's key that says what it is.</param>
    /// <param name="comment">What to say; nothing, where there is nothing to say.</param>
    /// <param name="isWorkedOn">Whether the issue shall carry the label.</param>
    /// <param name="closes">Whether to close it.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <returns>Why it was not done, where it was not.</returns>
    /// <exception cref="TransientException">The tracker could not be reached.</exception>
    public async Task<string?> TellAsync(BacklogItem item, string what, string? comment, bool isWorkedOn, bool closes, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(item);
        var name = project.Options.Tracker!;
        if (await context.TrackerOf(project).GetAsync(project.Source, item.Issue, cancellationToken).ConfigureAwait(false) is not { } issue)
        {
            return "The tracker does not have the issue any more.";
        }

        var labels = LabelsOf(issue, context.OptionsOf(item).InProgressLabel, isWorkedOn);
        var update = new IssueUpdate
        {
            Key = context.KeyOf(item, what),
            Source = project.Source,
            Id = item.Issue,
            Comment = comment,
            Labels = labels,
            IsOpen = closes && issue.IsOpen ? false : null,
        };
        if (update is { Comment: null, Labels: null, IsOpen: null })
        {
            return null;
        }

        var outcome = await context.Sessions.Gate.PerformAsync(IssueEffects.Update(name, update), IssueActions.Update(context.Sessions.Plugins, name, update), cancellationToken).ConfigureAwait(false);
        return outcome switch
        {
            { Status: EffectStatus.Succeeded } => null,
            { IsTransient: true } => throw outcome.Transient("The tracker could not be reached."),
            _ => outcome.Reason ?? outcome.Status.ToString(),
        };
    }

    /// <summary>Makes an issue of a part.</summary>
    public async Task<EffectOutcome<Issue>> CreateAsync(BacklogItem item, BreakdownPart part, int depth, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(item);
        var name = project.Options.Tracker!;
        var request = new IssueRequest
        {
            Key = context.KeyOf(item, $"part/{part.Key}"),
            Source = project.Source,
            Title = part.Title,
            Body = BreakdownTexts.BodyOf(part, item, depth),
            Labels = [.. context.OptionsOf(item).Labels],
        };
        return await context.Sessions.Gate.PerformAsync(IssueEffects.Create(name, request), IssueActions.Create(context.Sessions.Plugins, name, request), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the first line of a reason: what an agent wrote last is for the host's own records.</summary>
    public static string FirstLine(string reason)
    {
        var line = Printable.Line(Printable.Clean(reason).Split('\n')[0]);
        return line.Length <= MaxLine ? line : string.Concat(Printable.Clean(line[..MaxLine]), "…");
    }

    private static List<string>? LabelsOf(Issue issue, string? label, bool isWorkedOn)
    {
        if (string.IsNullOrEmpty(label) || issue.Labels.Contains(label, StringComparer.Ordinal) == isWorkedOn)
        {
            return null;
        }

        return isWorkedOn ? [.. issue.Labels, label] : [.. issue.Labels.Where(other => other != label)];
    }
}
