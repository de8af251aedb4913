using Ao.Consents;
using Ao.Journal;
using Ao.Scm;
using Ao.Sessions;

namespace Ao.Convergence;

/// <summary>Shows people findings, and takes what they decide.</summary>
internal sealed class FindingDesk(ConvergenceContext context, ConvergenceProjects projects, FindingViews views, FindingDrafts drafts, FindingSteps steps, Publisher publisher, UpstreamPullRequests pullRequests) : IConvergence
{
    public Task<DetectionRound> DetectAsync(ProjectId project, CancellationToken cancellationToken = default) =>
        projects.Find(context.Projects.Get(project).Id)!.DetectAsync(cancellationToken);

    public FindingList List(ProjectId project, FindingQuery? query = null) => views.List(context.Projects.Get(project).Id, query ?? new FindingQuery());

    public TrackedFinding Get(ProjectId project, string id) => views.Of(context.Findings.Get(context.Projects.Get(project).Id, id));

    public Task<TrackedFinding> ProposeAsync(ProjectId project, string id, Operator by, string? note = null, string? title = null, CancellationToken cancellationToken = default)
    {
        var person = OperatorName.Check(by);
        return DecideAsync(
            project,
            id,
            state => state.Proposed is null ? new FindingFacts.Proposed(person, OperatorName.Shorten(note, OperatorName.MaxReasonLength), FindingWords.TitleOf(title)) : null,
            closing: null,
            cancellationToken);
    }

    public Task<TrackedFinding> AcceptAsync(ProjectId project, string id, Operator by, FindingAcceptance? acceptance = null, CancellationToken cancellationToken = default)
    {
        var person = OperatorName.Check(by);
        var given = acceptance ?? new FindingAcceptance();
        return DecideAsync(
            project,
            id,
            state => state.Decided is { IsAccepted: true } before && (!given.StartSession || (before.StartsSession && state.Hindrance is null))
                ? null
                : new FindingFacts.Decided(true, person, OperatorName.Shorten(given.Reason, OperatorName.MaxReasonLength), given.StartSession, given.Agent),
            $"'{person.Id}' has accepted it.",
            cancellationToken);
    }

    public Task<TrackedFinding> DeclineAsync(ProjectId project, string id, Operator by, string reason, CancellationToken cancellationToken = default)
    {
        var person = OperatorName.Check(by);
        SpawnValidation.Text(reason, "reason");
        return DecideAsync(
            project,
            id,
            state => state.Decided is { IsAccepted: false } ? null : new FindingFacts.Decided(false, person, OperatorName.Shorten(reason, OperatorName.MaxReasonLength), StartsSession: false, Agent: null),
            $"'{person.Id}' has declined it.",
            cancellationToken);
    }

    public async Task<PullRequest> OpenPullRequestAsync(ProjectId project, string id, UpstreamChange change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        var configured = context.Projects.Get(project);
        return await pullRequests.OpenAsync(configured, context.Findings.Get(configured.Id, id), change, cancellationToken).ConfigureAwait(false);
    }

    public async Task<PublicationPreview> PreviewAsync(ProjectId project, CancellationToken cancellationToken = default) =>
        (await publisher.PreviewAsync(context.Projects.Get(project), cancellationToken).ConfigureAwait(false)).View;

    public async Task<PublicationPreview> PublishAsync(ProjectId project, CancellationToken cancellationToken = default)
    {
        var configured = context.Projects.Get(project);
        return configured.Options.Convergence.Publish.IsOn && context.Book.KeyOf(configured.Id) is null
            ? throw new AoException($"Project '{project}' has no ledger that something could be put into. Declare it as a fork: give it a name in Fork:Name.")
            : (await publisher.PublishAsync(configured, cancellationToken).ConfigureAwait(false)).View;
    }

    /// <summary>Writes down what a person has decided, and carries out what follows.</summary>
    private async Task<TrackedFinding> DecideAsync(ProjectId project, string id, Func<FindingState, object?> decide, string? closing, CancellationToken cancellationToken)
    {
        var configured = context.Projects.Get(project);
        while (true)
        {
            var state = context.Findings.Get(configured.Id, id);
            if (closing is not null && state.Proposed is null && drafts.ProposalOf(state) is null)
            {
                throw new AoException($"Finding '{state.Id}' is not proposed, so that there is nothing to decide. Propose it first (ProposeAsync).");
            }

            if (decide(state) is not { } fact)
            {
                break;
            }

            try
            {
                await context.AppendAsync(state.Project, state.Id, state.Version, [closing is null ? null : context.PrepareClosing(state, closing)], cancellationToken, fact).ConfigureAwait(false);
                break;
            }
            catch (StreamVersionException)
            {
                // The finding has changed meanwhile: look again.
            }
        }

        try
        {
            await steps.SettleAsync(configured.Id, id, cancellationToken).ConfigureAwait(false);
        }
        catch (AoException)
        {
            // The decision stands; what follows from it is tried again by the stage, which tells of what fails.
        }

        return Get(configured.Id, id);
    }
}
