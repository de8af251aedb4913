using System.Globalization;
using System.Text;
using Ao.Claims;
using Ao.Effects;
using Ao.Projects;
using Ao.PullRequests;
using Ao.Reports;
using Ao.Scm;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Steps;

/// <summary>Proposes a session's verified change as a pull request, once a person has consented.</summary>
internal sealed class ProposalSteps(SessionContext context, ProposalDetails details, ClaimGuard claims)
{
    public async Task OpenAsync(SessionState state, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(state);
        if (context.Plugins.Find<IPullRequestHost>(Plugins.Slot.Scm, context.ScmNameOf(state)) is not { } host)
        {
            await context.AppendAsync(state, cancellationToken, new Facts.PullRequestRefused($"The scm '{context.ScmNameOf(state)}' has no pull requests.")).ConfigureAwait(false);
            return;
        }

        var request = new PullRequestRequest
        {
            Key = context.Keys.Of(state.Id, "pull-request"),
            Source = project.Source,
            Session = state.Id,
            Revision = state.VerifiedRevision!,
            PushTarget = await PushTargetAsync(state, cancellationToken).ConfigureAwait(false),
            HeadBranch = state.Request.Branch,
            BaseBranch = state.Workspace!.BaseBranch ?? "",
            Title = state.Request.Title,
            Body = BodyOf(state),
            IsDraft = project.Options.PullRequests.Draft,
        };
        var effect = PullRequestEffects.Open(context.ScmNameOf(state), request, state.ChangedPaths, state.MoreChangedPaths) with
        {
            Details = await details.OfAsync(state, request.PushTarget, request.HeadBranch, request.BaseBranch, request.Revision, cancellationToken).ConfigureAwait(false),
        };
        var action = new EffectAction<PullRequest>
        {
            ResultType = EffectResultsJson.Default.PullRequest,
            Find = token => host.FindPullRequestAsync(request.Source, request.Key, token),
            Perform = () => host.OpenPullRequestAsync(request),
            MayRepeat = OncePerKey.IsPromisedBy(context.Plugins, Plugins.Slot.Scm, context.ScmNameOf(state)),
        };
        var outcome = await context.Gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false);
        if (outcome.Value is { } made && await claims.FindObstacleAsync(state, made.Number, cancellationToken).ConfigureAwait(false) is { } taken)
        {
            await context.AppendAsync(state.Id, cancellationToken, new Facts.PullRequestRefused($"It was opened as pull request {made.Number} and is not this session's: {taken}")).ConfigureAwait(false);
            return;
        }

        await RecordAsync(state, effect, outcome, static opened => new Facts.PullRequestOpened(opened.Number, opened.HeadRevision, opened.Address), cancellationToken).ConfigureAwait(false);
    }

    public async Task UpdateAsync(SessionState state, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(state);
        var host = context.Plugins.Find<IPullRequestHost>(Plugins.Slot.Scm, context.ScmNameOf(state))!;
        var number = state.PullRequest!.Number!.Value;
        if (await claims.FindObstacleAsync(state, number, cancellationToken).ConfigureAwait(false) is { } taken)
        {
            await context.AppendAsync(state.Id, cancellationToken, new Facts.PullRequestRefused(taken)).ConfigureAwait(false);
            return;
        }

        if (await LossAsync(state, project.Source, cancellationToken).ConfigureAwait(false) is { } loss)
        {
            await context.AppendAsync(state.Id, cancellationToken, new Facts.PullRequestRefused(loss)).ConfigureAwait(false);
            return;
        }

        var current = await host.GetPullRequestAsync(project.Source, number, cancellationToken).ConfigureAwait(false);
        var revision = state.VerifiedRevision!;
        var update = new PullRequestUpdate
        {
            Key = context.Keys.Of(state.Id, $"pull-request/update/{revision}"),
            Source = project.Source,
            Number = number,
            PushTarget = current.PushTarget,
            HeadBranch = current.HeadBranch,
            Revision = revision,
        };
        var effect = PullRequestEffects.Update(context.ScmNameOf(state), update, state.Id) with
        {
            Details = await details.OfAsync(state, update.PushTarget, update.HeadBranch, current.BaseBranch, revision, cancellationToken).ConfigureAwait(false),
        };
        var action = new EffectAction<PullRequest>
        {
            ResultType = EffectResultsJson.Default.PullRequest,
            Find = async token => await host.GetPullRequestAsync(update.Source, number, token).ConfigureAwait(false) is var found && found.HeadRevision == revision ? found : null,
            Perform = async () =>
            {
                // A person may have thought for long.
                await claims.RequireAsync(state, number, CancellationToken.None).ConfigureAwait(false);
                return await host.UpdatePullRequestAsync(update).ConfigureAwait(false);
            },
            MayRepeat = OncePerKey.IsPromisedBy(context.Plugins, Plugins.Slot.Scm, context.ScmNameOf(state)),
        };
        var outcome = await context.Gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false);
        await RecordAsync(state, effect, outcome, _ => new Facts.PullRequestUpdated(number, revision), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says what a pull request that was taken up would lose, where it is not certain that it loses nothing.</summary>
    private async Task<string?> LossAsync(SessionState state, ProjectSource source, CancellationToken cancellationToken)
    {
        if (state.AdoptedRevision is not { } adopted)
        {
            return null;
        }

        var revision = state.VerifiedRevision!;
        var remedy = $"It was not put into pull request {state.PullRequest!.Number}. Have the session build on that revision and propose it again (PullRequests.ProposeAsync), or start one that takes the pull request up (SpawnRequest.PullRequest).";
        if (context.Plugins.Find<IRevisionGraph>(Plugins.Slot.Scm, context.ScmNameOf(state)) is not { } graph)
        {
            return $"The scm '{context.ScmNameOf(state)}' cannot tell whether {revision} holds {adopted}, the head that was taken over. {remedy}";
        }

        try
        {
            return await graph.ContainsRevisionAsync(source, adopted, revision, cancellationToken).ConfigureAwait(false)
                ? null
                : $"The verified revision {revision} does not hold {adopted}, the head that was taken over: that work would be lost. {remedy}";
        }
        catch (AoException exception) when (exception is not (TransientException or Plugins.PluginException or Journal.JournalException))
        {
            return $"It could not be seen whether {revision} holds {adopted}, the head that was taken over: {exception.Message} {remedy}";
        }
    }

    /// <summary>Writes down what became of a proposal; nothing, where the session was stopped meanwhile.</summary>
    private async Task RecordAsync(SessionState state, Effect effect, EffectOutcome<PullRequest> outcome, Func<PullRequest, object> whenDone, CancellationToken cancellationToken)
    {
        object? fact = outcome switch
        {
            { Value: { } pullRequest } => whenDone(pullRequest),
            _ when outcome.Status == EffectStatus.Closed || context.Stops.IsClosed(state.Id) => null,
            { IsTransient: true } => new Facts.PullRequestDelayed(ProposalWaits.After(context.Sessions.Get(state.Id).PullRequest?.Wait, outcome.RetryAfter, outcome.Reason!, context.Time.GetUtcNow())),
            { Status: EffectStatus.Unknown } => new Facts.PullRequestUnknown(outcome.Reason!, effect.Key),
            _ => new Facts.PullRequestRefused(outcome.Reason ?? outcome.Status.ToString()),
        };
        if (fact is not null)
        {
            await context.AppendAsync(state.Id, cancellationToken, fact).ConfigureAwait(false);
        }
    }

    private async Task<string> PushTargetAsync(SessionState state, CancellationToken cancellationToken)
    {
        var source = context.ProjectOf(state).Source;
        return context.Plugins.Find<IForkHost>(Plugins.Slot.Scm, context.ScmNameOf(state)) is { } forks
            ? await forks.GetPushTargetAsync(source, cancellationToken).ConfigureAwait(false)
            : source.Location;
    }

    private static string BodyOf(SessionState state)
    {
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"Session `{state.Id}` ({state.Request.Agent}) was asked:\n\n");
        foreach (var line in Printable.Clean(state.Request.Prompt).Split('\n').Take(40))
        {
            body.Append("> ").Append(line).Append('\n');
        }

        if (state.Verifications.FindLast(static verification => verification.Passed) is { } verification)
        {
            body.Append(verification.Commands.Count == 0
                ? $"\nNot verified: the project has no verification commands. Revision `{verification.Revision}` is as the agent left it.\n"
                : $"\nThe host verified revision `{verification.Revision}`:\n\n");
            foreach (var command in verification.Commands)
            {
                body.Append(CultureInfo.InvariantCulture, $"- {command.Name}: exit code {command.ExitCode}\n");
            }
        }

        if (state.Request.Issue is { } issue)
        {
            body.Append(CultureInfo.InvariantCulture, $"\nResolves issue {issue.Id}: {issue.Location}\n");
            if (issue.Report is { } report)
            {
                body.Append(ReportMarkers.Of("report", report)).Append('\n');
            }
        }

        foreach (var dependency in state.Request.DependsOn)
        {
            body.Append(CultureInfo.InvariantCulture, $"\nDepends on the change of session `{dependency}`.\n");
        }

        return body.ToString();
    }
}
