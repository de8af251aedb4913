using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Ao.Effects;
using Ao.Projects;
using Ao.Scm;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Steps;

/// <summary>Proposes a session's verified change as a pull request, once a person has consented.</summary>
internal sealed class ProposalSteps(SessionContext context)
{
    public async Task OpenAsync(SessionState state, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(state);
        if (context.Plugins.Find<IPullRequestHost>(Plugins.Slot.Scm, project.Options.Scm) is not { } host)
        {
            await context.AppendAsync(state, cancellationToken, new Facts.PullRequestRefused($"The scm '{project.Options.Scm}' has no pull requests.")).ConfigureAwait(false);
            return;
        }

        var source = await context.ScmOf(state).InspectAsync(project.Source, cancellationToken).ConfigureAwait(false);
        var request = new PullRequestRequest
        {
            Key = new OperationKey($"{state.Id}/pull-request"),
            Source = project.Source,
            Session = state.Id,
            Revision = state.VerifiedRevision!,
            HeadBranch = state.Request.Branch,
            BaseBranch = source.BaseBranch ?? "",
            Title = state.Request.Title,
            Body = BodyOf(state),
        };
        var snapshot = await context.ScmOf(state).SnapshotAsync(state.Workspace!, cancellationToken).ConfigureAwait(false);
        var effect = new Effect
        {
            Key = request.Key,
            Kind = EffectKind.OpenPullRequest,
            Project = project.Id,
            Session = state.Id,
            Title = $"Open a pull request for {state.Id}: {request.Title}",
            Parameters = new Dictionary<string, string>
            {
                ["repository"] = request.Source.Location,
                ["pushTarget"] = await PushTargetAsync(project, cancellationToken).ConfigureAwait(false),
                ["headBranch"] = request.HeadBranch,
                ["headRevision"] = request.Revision,
                ["baseBranch"] = request.BaseBranch,
                ["title"] = request.Title,
                ["body"] = request.Body,
                ["changedPaths"] = string.Join('\n', snapshot.ChangedPaths),
            },
        };

        var outcome = await context.Gate.PerformAsync(effect, new Opening(host, request), cancellationToken).ConfigureAwait(false);
        await RecordAsync(state, outcome, static opened => new Facts.PullRequestOpened(opened.Number, opened.HeadRevision, opened.Address), cancellationToken).ConfigureAwait(false);
    }

    public async Task UpdateAsync(SessionState state, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(state);
        var host = context.Plugins.Find<IPullRequestHost>(Plugins.Slot.Scm, project.Options.Scm)!;
        var number = state.PullRequest!.Number!.Value;
        var revision = state.VerifiedRevision!;
        var update = new PullRequestUpdate { Key = new OperationKey($"{state.Id}/pull-request/update/{revision}"), Source = project.Source, Number = number, Revision = revision };
        var effect = new Effect
        {
            Key = update.Key,
            Kind = EffectKind.UpdatePullRequest,
            Project = project.Id,
            Session = state.Id,
            Title = $"Put the newer revision of {state.Id} into pull request {number}",
            Parameters = new Dictionary<string, string>
            {
                ["repository"] = update.Source.Location,
                ["number"] = number.ToString(CultureInfo.InvariantCulture),
                ["headRevision"] = revision,
            },
        };
        var outcome = await context.Gate.PerformAsync(effect, new Updating(host, update), cancellationToken).ConfigureAwait(false);
        await RecordAsync(state, outcome, _ => new Facts.PullRequestUpdated(number, revision), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes down what became of a proposal; nothing, where the session was stopped meanwhile.</summary>
    private async Task RecordAsync(SessionState state, EffectOutcome<PullRequest> outcome, Func<PullRequest, object> whenDone, CancellationToken cancellationToken)
    {
        object? fact = outcome switch
        {
            { Value: { } pullRequest } => whenDone(pullRequest),
            { Status: EffectStatus.Closed } => null,

            // Done again, the step reads back what became of it.
            { Status: EffectStatus.Unknown } => throw new TransientException(outcome.Reason ?? "It is not known whether it was done."),
            _ => new Facts.PullRequestRefused(outcome.Reason ?? outcome.Status.ToString()),
        };
        if (fact is not null)
        {
            await context.AppendAsync(state.Id, cancellationToken, fact).ConfigureAwait(false);
        }
    }

    private async Task<string> PushTargetAsync(Project project, CancellationToken cancellationToken) =>
        context.Plugins.Find<IForkHost>(Plugins.Slot.Scm, project.Options.Scm) is { } forks
            ? await forks.GetPushTargetAsync(project.Source, cancellationToken).ConfigureAwait(false)
            : project.Source.Location;

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

        foreach (var dependency in state.Request.DependsOn)
        {
            body.Append(CultureInfo.InvariantCulture, $"\nDepends on the change of session `{dependency}`.\n");
        }

        return body.ToString();
    }

    private sealed class Opening(IPullRequestHost host, PullRequestRequest request) : IEffectAction<PullRequest>
    {
        public JsonTypeInfo<PullRequest> ResultType => EffectResultsJson.Default.PullRequest;

        public async ValueTask<PullRequest?> FindAsync(CancellationToken cancellationToken) =>
            await host.FindPullRequestAsync(request.Source, request.Key, cancellationToken).ConfigureAwait(false);

        public async ValueTask<PullRequest> PerformAsync(CancellationToken cancellationToken) =>
            await host.OpenPullRequestAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private sealed class Updating(IPullRequestHost host, PullRequestUpdate update) : IEffectAction<PullRequest>
    {
        public JsonTypeInfo<PullRequest> ResultType => EffectResultsJson.Default.PullRequest;

        public async ValueTask<PullRequest?> FindAsync(CancellationToken cancellationToken)
        {
            var current = await host.GetPullRequestAsync(update.Source, update.Number, cancellationToken).ConfigureAwait(false);
            return current.HeadRevision == update.Revision ? current : null;
        }

        public async ValueTask<PullRequest> PerformAsync(CancellationToken cancellationToken) =>
            await host.UpdatePullRequestAsync(update, cancellationToken).ConfigureAwait(false);
    }
}
