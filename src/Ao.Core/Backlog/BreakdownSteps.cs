using System.Globalization;
using Ao.Claims;
using Ao.Effects;
using Ao.Journal;
using Ao.Notifiers;
using Ao.Sessions;
using Ao.Sessions.Steps;

namespace Ao.Backlog;

/// <summary>Judges breakdowns, and makes issues of them. Every step can be repeated.</summary>
internal sealed class BreakdownSteps(BacklogContext context, BacklogIssues issues, ClaimDesk claims)
{
    /// <summary>Looks at what the designer has proposed. A mistake is told to it once; after that a person has to look.</summary>
    public async Task JudgeAsync(BacklogItem item, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(item);
        var session = context.SessionOf(item)!;
        var issue = await context.TrackerOf(project).GetAsync(project.Source, item.Issue, cancellationToken).ConfigureAwait(false);
        var body = issue?.Body ?? "";
        var (breakdown, problems) = BreakdownRules.Check(session.Breakdown!, item.Title, body, IssueDepth.Of(body), context.OptionsOf(item).BreakDown);
        if (breakdown is not null)
        {
            await context.AppendAsync(item, cancellationToken, breakdown.IsComposite ? new BacklogFacts.BreakdownAccepted(breakdown) : new BacklogFacts.FoundAtomic()).ConfigureAwait(false);
            return;
        }

        if (item.Refused > 0 || session.IsEnded(SessionStatus.Stopped, SessionStatus.Failed, SessionStatus.Lost))
        {
            await context.FailAsync(item, $"The breakdown that session {session.Id} proposed cannot be used:\n- {string.Join("\n- ", problems.Take(20))}", isFinal: true, cancellationToken).ConfigureAwait(false);
            return;
        }

        await context.Log.AppendAsync(
            [
                context.Prepare(item, new BacklogFacts.BreakdownRefused(session.Breakdowns)),
                context.Sessions.Prepare(session, SessionMessages.Accept(session, BreakdownTexts.RefusalOf(problems))),
            ],
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes an issue of each part, once a person has said yes to the whole where the project asks for that.</summary>
    public async Task DivideAsync(BacklogItem item, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(item);
        var approval = new EffectAction<string> { ResultType = EffectResultsJson.Default.String, Perform = static () => ValueTask.FromResult("approved"), MayRepeat = true };
        var approved = await context.Sessions.Gate.PerformAsync(EffectOf(item), approval, cancellationToken).ConfigureAwait(false);
        if (approved.Status != EffectStatus.Succeeded)
        {
            await context.FailAsync(item, $"The breakdown was not approved: {approved.Reason}", isFinal: true, cancellationToken).ConfigureAwait(false);
            return;
        }

        var issue = await context.TrackerOf(project).GetAsync(project.Source, item.Issue, cancellationToken).ConfigureAwait(false);
        var depth = IssueDepth.Of(issue?.Body ?? "") + 1;
        var parts = item.Breakdown!.Parts;
        foreach (var key in BreakdownRules.Order(parts, out _).Where(key => !item.Parts.ContainsKey(key)))
        {
            var outcome = await issues.CreateAsync(item, parts.First(part => part.Key == key), depth, cancellationToken).ConfigureAwait(false);
            if (outcome.IsTransient)
            {
                throw outcome.Transient("The tracker could not be reached.");
            }

            if (outcome.Value is not { } made)
            {
                await context.FailAsync(item, $"The part '{key}' could not be made an issue: {outcome.Reason} Parts that are made: {(item.Parts.IsEmpty ? "none" : string.Join(", ", item.Parts.Values))}.", isFinal: true, cancellationToken).ConfigureAwait(false);
                return;
            }

            await context.AppendAsync(item, cancellationToken, new BacklogFacts.PartCreated(key, made.Id)).ConfigureAwait(false);
            item = context.Items.Find(item.Project, item.Issue)!;
        }

        var problem = await issues.TellAsync(item, "divided", BreakdownTexts.CommentOf(item), isWorkedOn: false, closes: false, cancellationToken).ConfigureAwait(false);
        await context.Log.AppendAsync([context.PrepareKeeping(item, "It waits for its parts."), context.Prepare(item, new BacklogFacts.Divided(problem))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes an issue whose parts are all closed.</summary>
    public async Task CloseAsync(BacklogItem item, CancellationToken cancellationToken)
    {
        var problem = await issues.TellAsync(item, "close", "All parts are closed.", isWorkedOn: false, closes: true, cancellationToken).ConfigureAwait(false);
        await claims.ReleaseAsync(item.Project, ClaimResource.OfIssue(item.Issue), held => held.Session is null || held.Session == item.Session, "Its parts are closed.", cancellationToken).ConfigureAwait(false);
        await context.AppendAsync(item, cancellationToken, new BacklogFacts.Finished(problem)).ConfigureAwait(false);
    }

    private Effect EffectOf(BacklogItem item)
    {
        var parts = item.Breakdown!.Parts;
        var parameters = new Dictionary<string, string>
        {
            ["repository"] = context.ProjectOf(item).Source.Location,
            ["issue"] = item.Issue,
            ["title"] = item.Title,
            ["parts"] = parts.Count.ToString(CultureInfo.InvariantCulture),
        };
        for (var index = 0; index < parts.Count; index++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"part.{index + 1}");
            parameters[$"{name}.key"] = parts[index].Key;
            parameters[$"{name}.title"] = parts[index].Title;
            parameters[$"{name}.body"] = parts[index].Body;
            parameters[$"{name}.dependsOn"] = string.Join(' ', parts[index].DependsOn);
        }

        return new Effect
        {
            Key = context.KeyOf(item, "break-down"),
            Kind = EffectKind.BreakDownIssue,
            Project = item.Project,
            Title = $"Break issue {Printable.Quote(item.Issue)} down into {parts.Count} parts: {Printable.Quote(item.Title)}",
            Parameters = parameters,
            Details = new ConsentDetails { Issue = item.Issue },
        };
    }
}
