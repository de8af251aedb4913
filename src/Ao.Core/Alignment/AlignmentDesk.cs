using Ao.Effects;
using Ao.Journal;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Plugins;
using Ao.Projects;
using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions;

namespace Ao.Alignment;

/// <summary>Checks changes against forks and keeps the verdicts. One change of a project is checked at a time, so that nothing is found twice at once.</summary>
internal sealed class AlignmentDesk(
    SessionContext context,
    ProjectCatalog projects,
    ForkSources forks,
    PeerVerdicts published,
    AlignmentTrial trial,
    AlignmentProjection verdicts,
    ILedgerBook book,
    FactLog log) : IAlignment
{
    private const int MostFindings = 50;
    private const int MostReferences = 5;
    private readonly KeyedLock _projects = new();

    public async Task<AlignmentReport> CheckAsync(SessionId session, CancellationToken cancellationToken = default)
    {
        var state = context.Sessions.Get(session);
        var pullRequest = await PullRequestService.HostOf(context, state).GetPullRequestAsync(context.ProjectOf(state).Source, PullRequestService.NumberOf(state), cancellationToken).ConfigureAwait(false);
        return await CheckAsync(state.Request.Project, pullRequest.HeadRevision, null, cancellationToken).ConfigureAwait(false);
    }

    public async Task<AlignmentReport> CheckAsync(ProjectId project, string revision, string? baseRevision = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(revision);
        var configured = projects.Get(project);
        var (checker, trees) = ToolsOf(configured);
        using var alone = await _projects.AcquireAsync(new OperationKey($"alignment/{project}"), cancellationToken).ConfigureAwait(false);
        var before = baseRevision ?? await BaseOfAsync(configured, trees, revision, cancellationToken).ConfigureAwait(false);
        await published.LoadAsync(project, cancellationToken).ConfigureAwait(false);
        var (known, gaps) = forks.Of(project);
        var wanted = known.Select(fork => new AlignmentVerdict
        {
            Id = VerdictKey.Of(revision, before, fork.Revision, checker.Rules, fork.Dependencies),
            Project = project,
            Revision = revision,
            BaseRevision = before,
            Fork = fork.Name,
            ForkId = fork.ForkId,
            ForkRevision = fork.Revision,
            Rules = checker.Rules,
            At = context.Time.GetUtcNow(),
        }).ToList();
        foreach (var one in wanted.Where(one => verdicts.Find(project, one.Id) is null && configured.Options.Alignment.TakeVerdicts))
        {
            if (published.Find(one) is { } taken)
            {
                await KeepAsync(taken, cancellationToken).ConfigureAwait(false);
            }
        }

        await JudgeAsync(configured, checker, trees, [.. wanted.Where(one => verdicts.Find(project, one.Id) is null)], known, cancellationToken).ConfigureAwait(false);
        var found = wanted.Select(one => verdicts.Find(project, one.Id)).OfType<AlignmentVerdict>().ToList();
        foreach (var one in found)
        {
            await PublishAsync(configured, one, cancellationToken).ConfigureAwait(false);
        }

        return new AlignmentReport { Project = project, Revision = revision, BaseRevision = before, Verdicts = [.. wanted.Select(one => verdicts.Find(project, one.Id)).OfType<AlignmentVerdict>()], Gaps = gaps };
    }

    public IReadOnlyList<AlignmentVerdict> List(ProjectId project, string? revision = null)
    {
        _ = projects.Get(project);
        return [.. verdicts.Of(project).Where(verdict => revision is null || verdict.Revision == revision).OrderByDescending(static verdict => verdict.At).ThenBy(static verdict => verdict.Id, StringComparer.Ordinal)];
    }

    private async Task JudgeAsync(Project project, IAlignmentChecker checker, ISourceTrees trees, IReadOnlyList<AlignmentVerdict> wanted, IReadOnlyList<KnownForkSource> known, CancellationToken cancellationToken)
    {
        if (wanted.Count == 0)
        {
            return;
        }

        var request = await RequestOfAsync(project, trees, wanted, known, cancellationToken).ConfigureAwait(false);
        var alerts = (await checker.CheckAsync(request, cancellationToken).ConfigureAwait(false)).ToLookup(static alert => alert.ForkId, StringComparer.Ordinal);
        foreach (var one in wanted)
        {
            var shown = alerts[one.Fork].Where(static alert => alert.Tier != AlignmentTier.Silent).Take(MostFindings).Select(AlignmentBounds.Of).ToList();
            var verdict = one with
            {
                Findings = [.. shown.Select(static alert => new AlignmentFinding(alert with { References = [.. alert.References.Take(MostReferences)] }, AlignmentConfirmation.Untried))],
                More = alerts[one.Fork].Count() - shown.Count,
                At = context.Time.GetUtcNow(),
            };
            var confirmed = project.Options.Alignment.Confirm ? await trial.ConfirmAsync(project, trees, checker, request, verdict, cancellationToken).ConfigureAwait(false) : verdict;
            await KeepAsync(confirmed, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<AlignmentRequest> RequestOfAsync(Project project, ISourceTrees trees, IReadOnlyList<AlignmentVerdict> wanted, IReadOnlyList<KnownForkSource> known, CancellationToken cancellationToken)
    {
        List<AlignmentFork> sources = [];
        foreach (var one in wanted)
        {
            var common = await trees.FindMergeBaseAsync(project.Source, one.BaseRevision, one.ForkRevision, cancellationToken).ConfigureAwait(false);
            sources.Add(new AlignmentFork
            {
                ForkId = one.Fork,
                Name = one.Fork,
                Tree = await trees.OpenTreeAsync(project.Source, one.ForkRevision, cancellationToken).ConfigureAwait(false),
                Base = common is null ? null : await trees.OpenTreeAsync(project.Source, common, cancellationToken).ConfigureAwait(false),
                Dependencies = known.First(fork => fork.Name == one.Fork).Dependencies,
            });
        }

        return new AlignmentRequest
        {
            Before = await trees.OpenTreeAsync(project.Source, wanted[0].BaseRevision, cancellationToken).ConfigureAwait(false),
            After = await trees.OpenTreeAsync(project.Source, wanted[0].Revision, cancellationToken).ConfigureAwait(false),
            Forks = sources,
        };
    }

    private async Task KeepAsync(AlignmentVerdict verdict, CancellationToken cancellationToken)
    {
        try
        {
            await log.AppendAsync(AlignmentFactKinds.StreamOf(verdict.Project, verdict.Id), expectedVersion: 0, [new AlignmentFacts.Judged(verdict)], cancellationToken).ConfigureAwait(false);
        }
        catch (StreamVersionException)
        {
            // It was found already: the first verdict stands.
        }
    }

    /// <summary>Adds a verdict that was found here to the project's own ledger, where the project says so. The same again is the same record.</summary>
    private async Task PublishAsync(Project project, AlignmentVerdict verdict, CancellationToken cancellationToken)
    {
        if (!project.Options.Alignment.Publish || verdict is not { By: null, Record: null, ForkId: not null } || book.KeyOf(project.Id) is null)
        {
            return;
        }

        var entry = await book.AppendAsync(project.Id, LedgerKinds.Verdict, LedgerBody.Write(PeerVerdicts.BodyOf(verdict, project.Options.Convergence.Publish.Code), LedgerBodiesJson.Default.VerdictBody), null, cancellationToken).ConfigureAwait(false);
        await log.AppendAsync(AlignmentFactKinds.StreamOf(verdict.Project, verdict.Id), expectedVersion: null, [new AlignmentFacts.Published(entry.Id)], cancellationToken).ConfigureAwait(false);
    }

    private (IAlignmentChecker Checker, ISourceTrees Trees) ToolsOf(Project project)
    {
        if (project.Options.Alignment.Detector is not { } detector)
        {
            throw new AoException($"Project '{project.Id}' checks no alignment. Set its Alignment:Detector, such as to 'alignment'.");
        }

        return (
            context.Plugins.Find<IAlignmentChecker>(Slot.Convergence, detector) ?? throw new AoException($"The convergence detector '{Printable.Quote(detector)}' of project '{project.Id}' checks no changes. Set Alignment:Detector to one that does, such as 'alignment'."),
            context.Plugins.Find<ISourceTrees>(Slot.Scm, project.Options.Scm) ?? throw new AoException($"The scm '{project.Options.Scm}' of project '{project.Id}' cannot look into revisions, so that alignment cannot be checked."));
    }

    private async Task<string> BaseOfAsync(Project project, ISourceTrees trees, string revision, CancellationToken cancellationToken)
    {
        var source = await context.Plugins.Get<IScm>(project.Options.Scm).InspectAsync(project.Source, cancellationToken).ConfigureAwait(false);
        return await trees.FindMergeBaseAsync(project.Source, source.Revision, revision, cancellationToken).ConfigureAwait(false)
            ?? throw new AoException($"Revision {Printable.Quote(revision)} has no history in common with the base branch of project '{project.Id}'. Name the revision that it is a change of.");
    }
}
