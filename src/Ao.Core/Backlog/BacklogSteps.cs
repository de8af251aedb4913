using System.Globalization;
using System.Text;
using Ao.Claims;
using Ao.Journal;
using Ao.Plugins;
using Ao.Prompts;
using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions;
using Ao.Trackers;

namespace Ao.Backlog;

/// <summary>Carries out what was decided for an issue that was taken. Every step can be repeated.</summary>
internal sealed class BacklogSteps(BacklogContext context, BacklogIssues issues, BreakdownSteps breakdowns, ClaimDesk claims, SessionSpawner spawner)
{
    private const int MaxTitle = 200;
    private const int MaxComments = 20;
    private const int MaxIssueText = 128 * 1024;
    private const string Work = "Do what the issue below asks for. Look first whether it is as it says, for the issue may be mistaken or done already. Change no more than is needed, test your change, and do what the project's rules say. When you are done, claim it.";

    public Task TakeAsync(BacklogItem item, BacklogStep step, CancellationToken cancellationToken) => step switch
    {
        BacklogStep.Start => StartAsync(item, cancellationToken),
        BacklogStep.Mark => MarkAsync(item, cancellationToken),
        BacklogStep.TellSession => TellSessionAsync(item, cancellationToken),
        BacklogStep.Fail => context.FailAsync(item, BacklogStepDecision.ReasonOf(context.SessionOf(item)), isFinal: false, cancellationToken),
        BacklogStep.SetAside => context.FailAsync(item, BacklogStepDecision.ReasonOf(context.SessionOf(item)), isFinal: true, cancellationToken),
        BacklogStep.Resume => ResumeAsync(item, cancellationToken),
        BacklogStep.Leave => LeaveAsync(item, cancellationToken),
        BacklogStep.Finish => FinishAsync(item, cancellationToken),
        BacklogStep.Judge => breakdowns.JudgeAsync(item, cancellationToken),
        BacklogStep.Divide => breakdowns.DivideAsync(item, cancellationToken),
        BacklogStep.Close => breakdowns.CloseAsync(item, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task StartAsync(BacklogItem item, CancellationToken cancellationToken)
    {
        try
        {
            var project = context.ProjectOf(item);
            var resource = ClaimResource.OfIssue(item.Issue);
            if (await claims.ConfirmAsync(item.Project, resource, session: null, cancellationToken).ConfigureAwait(false) is { IsGranted: false } refused)
            {
                await context.FailAsync(item, ClaimTexts.HeldBy(resource, refused.Claim.Holder, context.Sessions.Keys.Instance), isFinal: false, cancellationToken).ConfigureAwait(false);
                return;
            }

            if (await context.TrackerOf(project).GetAsync(project.Source, item.Issue, cancellationToken).ConfigureAwait(false) is not { IsOpen: true } issue)
            {
                await context.FailAsync(item, "The issue was closed before its session began.", isFinal: false, cancellationToken).ConfigureAwait(false);
                return;
            }

            var session = await spawner.SpawnAsync(RequestOf(item, issue), cancellationToken).ConfigureAwait(false);
            await context.Log.AppendAsync(
                [
                    context.Prepare(item, new BacklogFacts.Started(session.Id)),
                    context.Log.Prepare(ClaimFactKinds.StreamOf(item.Project, resource), expectedVersion: null, [new ClaimFacts.Assigned(session.Id)]),
                ],
                cancellationToken).ConfigureAwait(false);
        }
        catch (AoException exception) when (exception is not (TransientException or OutcomeUnknownException or PluginException or JournalException) && !cancellationToken.IsCancellationRequested)
        {
            // Trying again at once would not mend it.
            await context.FailAsync(item, $"No session could be begun: {exception.Message}", isFinal: false, cancellationToken).ConfigureAwait(false);
        }
    }

    private SpawnRequest RequestOf(BacklogItem item, Issue issue)
    {
        var options = context.OptionsOf(item);
        var title = $"{(item.BreaksDown ? "Break down" : "Issue")} {Printable.Quote(item.Issue)}: {item.Title}";
        return new SpawnRequest
        {
            Project = item.Project.Value,
            Title = ShortText.Of(title, MaxTitle),
            Prompt = item.BreaksDown ? BreakdownTexts.TaskOf(options.BreakDown, IssueDepth.Of(issue.Body)) : Work,
            Role = item.BreaksDown ? SessionRole.Designer : SessionRole.Worker,
            Agent = item.BreaksDown ? options.BreakDown.Agent : null,
            Context = [new OutsideText($"issue {Printable.Quote(item.Issue)}", TextOf(issue))],
            Issue = new IssueReference(item.Issue, item.Location),
            Key = context.KeyOf(item, "session"),
        };
    }

    /// <summary>Takes the claim back for a session that goes on; a person is told where another has it by now.</summary>
    private async Task ResumeAsync(BacklogItem item, CancellationToken cancellationToken)
    {
        var session = item.Session!.Value;
        var resource = ClaimResource.OfIssue(item.Issue);
        var answer = await claims.ConfirmAsync(item.Project, resource, session: null, cancellationToken).ConfigureAwait(false);
        List<StreamAppend> appends = [];
        if (answer.IsGranted || answer.Claim.Holder == new ClaimHolder(context.Sessions.Keys.Instance, session))
        {
            appends.Add(context.Prepare(item, new BacklogFacts.Resumed()));
            appends.Add(context.Log.Prepare(ClaimFactKinds.StreamOf(item.Project, resource), expectedVersion: null, [new ClaimFacts.Assigned(session)]));
            if (context.PrepareClosing(item, $"Session {session} goes on with it.") is { } closing)
            {
                appends.Add(closing);
            }
        }
        else
        {
            appends.Add(context.Prepare(item, new BacklogFacts.Parted()));
            if (context.PreparePartedNotice(item, ClaimTexts.HeldBy(resource, answer.Claim.Holder, context.Sessions.Keys.Instance)) is { } notice)
            {
                appends.Add(notice);
            }
        }

        await context.Log.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
    }

    private static string TextOf(Issue issue)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Printable.Line(issue.Title)}\n\n{issue.Body.Replace("\0", "", StringComparison.Ordinal)}\n");
        foreach (var comment in issue.Comments.TakeLast(MaxComments))
        {
            text.Append(CultureInfo.InvariantCulture, $"\nComment of {Printable.Quote(comment.Author ?? "somebody")}, {comment.At:u}:\n{comment.Text.Replace("\0", "", StringComparison.Ordinal)}\n");
        }

        return text.Length <= MaxIssueText ? text.ToString() : $"{Printable.Clean(text.ToString(0, MaxIssueText))}\n(The rest is left out.)";
    }

    private async Task MarkAsync(BacklogItem item, CancellationToken cancellationToken)
    {
        var problem = await issues.TellAsync(item, "mark", comment: null, isWorkedOn: true, closes: false, cancellationToken).ConfigureAwait(false);
        await context.AppendAsync(item, cancellationToken, new BacklogFacts.Marked(problem)).ConfigureAwait(false);
    }

    /// <summary>Tells the session that its issue was closed. One that has ended is not woken for it: a person is told, where its pull request waits.</summary>
    private async Task TellSessionAsync(BacklogItem item, CancellationToken cancellationToken)
    {
        var problem = await issues.TellAsync(item, "closed", comment: null, isWorkedOn: false, closes: false, cancellationToken).ConfigureAwait(false);
        List<StreamAppend> appends = [context.Prepare(item, new BacklogFacts.SessionTold(problem))];
        if (context.SessionOf(item) is { End: null } session)
        {
            appends.Add(context.Sessions.Prepare(session, SessionMessages.Accept(session, $"Issue {Printable.Quote(item.Issue)}, which you work on, was closed by somebody. Finish only what is still of use, and say so when you claim to be done.")));
        }
        else if (context.SessionOf(item)?.PullRequest is { State: ProposalState.Open or ProposalState.Unknown, Number: { } number } && context.PrepareClosedNotice(item, number) is { } notice)
        {
            appends.Add(notice);
        }

        await context.Log.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
    }

    private async Task LeaveAsync(BacklogItem item, CancellationToken cancellationToken)
    {
        var comment = item.Reason is { } reason
            ? string.Create(CultureInfo.InvariantCulture, $"Attempt {item.Attempt} came to nothing. {BacklogIssues.FirstLine(reason)}{(item.IsSetAside ? " A person has to look at it before it is begun again." : "")}")
            : $"Session `{item.Session}` finds that this is one piece of work.";
        var problem = await issues.TellAsync(item, "left", comment, isWorkedOn: false, closes: false, cancellationToken).ConfigureAwait(false);
        if (item.IsSetAside || item.Reason is null)
        {
            // Another host knows nothing of what was decided here: it would begin the issue again.
            await context.Log.AppendAsync([context.PrepareKeeping(item, item.IsSetAside ? "It waits for a person." : "It is one piece of work."), context.Prepare(item, new BacklogFacts.Left(problem))], cancellationToken).ConfigureAwait(false);
            return;
        }

        await ReleaseAsync(item, "Its attempt is over.", cancellationToken).ConfigureAwait(false);
        await context.AppendAsync(item, cancellationToken, new BacklogFacts.Left(problem)).ConfigureAwait(false);
    }

    private async Task FinishAsync(BacklogItem item, CancellationToken cancellationToken)
    {
        var number = context.SessionOf(item)?.PullRequest?.Number;
        var problem = await issues.TellAsync(item, "finished", string.Create(CultureInfo.InvariantCulture, $"Pull request {number} of session `{item.Session}` is merged."), isWorkedOn: false, closes: true, cancellationToken).ConfigureAwait(false);
        await ReleaseAsync(item, "Its change is merged.", cancellationToken).ConfigureAwait(false);
        await context.AppendAsync(item, cancellationToken, new BacklogFacts.Finished(problem)).ConfigureAwait(false);
    }

    private Task ReleaseAsync(BacklogItem item, string reason, CancellationToken cancellationToken) =>
        claims.ReleaseAsync(item.Project, ClaimResource.OfIssue(item.Issue), held => held.Session is null || held.Session == item.Session, reason, cancellationToken);
}
