using System.Globalization;
using Ao.Commands;
using Ao.Effects;
using Ao.Notices;
using Ao.PullRequests;
using Ao.Sessions.Steps;
using Facts = Ao.Reactions.ReactionFacts;

namespace Ao.Reactions;

/// <summary>Does what a reaction does outside: merges, and runs commands.</summary>
internal sealed class OutsideSteps(ReactionContext context, Lazy<IPullRequests> pullRequests, ICommandRunner commands)
{
    private const int MaxOutput = 4 * 1024;

    /// <summary>Merges the pull request, where everything that a merge needs is so. What is in its way is told to people.</summary>
    public async Task MergeAsync(ReactionState state, ReactionOccurrence occurrence, IReadOnlyList<ReactionItem> items, CancellationToken cancellationToken)
    {
        var result = await pullRequests.Value.MergeAsync(state.Id.Session!.Value, cancellationToken).ConfigureAwait(false);
        await RecordAsync(state, ReactionAction.Merge, occurrence, items, result.Merged ? "It was merged." : $"It was not merged: {result.Reason}", isGood: result.Merged, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs the configured command, with what has happened in variables of its own. The end of its output is kept.</summary>
    public async Task RunAsync(ReactionState state, ReactionPolicy policy, ReactionOccurrence occurrence, IReadOnlyList<ReactionItem> items, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(state.Id);
        var folder = Directory.Exists(project.Source.Location) ? project.Source.Location : null;
        var variables = VariablesOf(state, occurrence, items);
        var key = context.KeyOf(state.Id, $"run/{ContentFingerprint.Of([.. items.Select(static item => item.Fingerprint), .. policy.Command, state.Attempts.ToString(CultureInfo.InvariantCulture)])}");
        var action = new EffectAction<string>
        {
            ResultType = EffectResultsJson.Default.String,
            Perform = async () => await PerformAsync(policy.Command, folder, variables).ConfigureAwait(false),
        };
        var outcome = await context.Sessions.Gate.PerformAsync(ReactionEffects.Run(key, state.Id, project.Id, policy.Command, folder, variables), action, cancellationToken).ConfigureAwait(false);
        if (outcome.Status != EffectStatus.Closed)
        {
            await RecordAsync(state, ReactionAction.Run, occurrence, items, outcome.Value ?? $"The command did not do what it was run for: {outcome.Reason ?? outcome.Status.ToString()}", outcome.Status == EffectStatus.Succeeded, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string> PerformAsync(IReadOnlyList<string> command, string? folder, IReadOnlyDictionary<string, string> variables)
    {
        var result = await commands.RunAsync(new CommandRequest
        {
            Command = new CommandLine(command[0], [.. command.Skip(1)]),
            WorkingDirectory = folder,
            Environment = variables.ToDictionary(static variable => variable.Key, static variable => (string?)variable.Value),
            OutputLimit = MaxOutput,
            EndsDescendants = true,
        }).ConfigureAwait(false);
        var output = Printable.Clean($"{result.Output}\n{result.Error}").Trim('\n');
        return result.Succeeded ? $"It exited with 0. {output}" : throw new AoException(result.TimedOut ? $"It was out of time. {output}" : string.Create(CultureInfo.InvariantCulture, $"It exited with {result.ExitCode}. {output}"));
    }

    private async Task RecordAsync(ReactionState state, ReactionAction action, ReactionOccurrence occurrence, IReadOnlyList<ReactionItem> items, string outcome, bool isGood, CancellationToken cancellationToken)
    {
        var notice = isGood ? null : new NewNotice
        {
            Key = context.KeyOf(state.Id, $"{action.ToString().ToLowerInvariant()}/{state.Version}"),
            Priority = Notifiers.NotificationPriority.Action,
            Topic = "reaction.failed",
            Title = Printable.Line($"{action} of '{state.Id.Key}' came to nothing: {occurrence.Title}"),
            Body = Printable.Clean(outcome),
            Project = context.ProjectIdOf(state.Id),
            Session = state.Id.Session,
            IsLatched = true,
        };
        await context.AppendAsync(
            state,
            [new Facts.Acted(action, [.. items.Select(static item => item.Fingerprint)], occurrence.Revision, outcome, notice?.Key)],
            [notice is null ? null : context.Notices.Prepare(notice)],
            cancellationToken).ConfigureAwait(false);
    }

    private Dictionary<string, string> VariablesOf(ReactionState state, ReactionOccurrence occurrence, IReadOnlyList<ReactionItem> items)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AO_PROJECT"] = context.ProjectIdOf(state.Id).Value,
            ["AO_REACTION"] = state.Id.Key,
            ["AO_TITLE"] = Printable.Line(occurrence.Title),
            ["AO_FINGERPRINT"] = items[0].Fingerprint,
            ["AO_EVIDENCE"] = string.Join('\n', items.Take(ReactionMessages.MaxItems).Select(static item => Printable.Line(item.Title))),
        };
        if (occurrence.Revision is { } revision)
        {
            variables["AO_REVISION"] = revision;
        }

        if (state.Id.Session is { } session)
        {
            variables["AO_SESSION_ID"] = session.Value;
            if (context.Sessions.Sessions.Get(session).PullRequest?.Number is { } number)
            {
                variables["AO_PULL_REQUEST"] = number.ToString(CultureInfo.InvariantCulture);
            }
        }

        return variables;
    }
}
