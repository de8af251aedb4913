using Ao.Journal;
using Ao.Ledger;

namespace Ao.Convergence;

/// <summary>Writes down what was found, and tells people of it once.</summary>
internal sealed class FindingRecorder(ConvergenceContext context, ForkTallies tallies)
{
    /// <summary>How many findings of one look are told one by one; of the rest it is told how many there are.</summary>
    private const int MaxTold = 5;
    private const int MaxAuthors = 100;

    /// <summary>Writes down what a detector has found.</summary>
    /// <param name="project">The project.</param>
    /// <param name="detector">The detector.</param>
    /// <param name="findings">What it has found.</param>
    /// <param name="isAll">Whether that is all that there is to find, so that what is not among it does not count any more.</param>
    /// <param name="reading">What was read.</param>
    /// <param name="view">The ledgers.</param>
    /// <param name="round">Takes what has come of it.</param>
    /// <param name="cancellationToken">The token that cancels it; what is not written down is found again.</param>
    public async Task RecordAsync(ProjectId project, string detector, IReadOnlyList<Finding> findings, bool isAll, ForkReading reading, LedgerView view, RoundLog round, CancellationToken cancellationToken)
    {
        var bounded = findings.Select(FindingBounds.Of).DistinctBy(static finding => finding.Id, StringComparer.Ordinal).OrderByDescending(static finding => finding.Score).ThenByDescending(static finding => finding.Confidence).ToList();
        var input = tallies.InputOf(project, view);
        var fresh = bounded.Where(finding => context.Findings.Find(project, finding.Id) is null && IsTold(finding, project, ForkCounting.Count(finding, input))).Select(static finding => finding.Id).ToList();
        foreach (var finding in bounded)
        {
            await RecordAsync(project, detector, finding, fresh, input, reading, round, cancellationToken).ConfigureAwait(false);
        }

        if (isAll)
        {
            var found = bounded.Select(static finding => finding.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var lost in context.Findings.Of(project).Where(state => state.Detector == detector && state.Gone is null && !found.Contains(state.Id)).ToList())
            {
                await ForgetAsync(lost, "The detector does not find it any more.", round, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Writes down what another fork proposes and was not found here.</summary>
    public async Task ReceiveAsync(ProjectId project, string forkId, string record, Finding finding, LedgerView view, RoundLog round, CancellationToken cancellationToken)
    {
        var bounded = FindingBounds.Of(finding);
        if (context.Findings.Find(project, bounded.Id) is not null)
        {
            return;
        }

        var state = new FindingState { Project = project, Id = bounded.Id, Version = 0, Finding = bounded, ReceivedFrom = forkId, ReceivedRecord = record };

        // A fork that proposes much is read, and does not call people once for each.
        var notice = round.Told++ < MaxTold ? context.PrepareNotice(state, ForkCounting.Count(bounded, tallies.InputOf(project, view))) : null;
        if (await TryAppendAsync(state, [notice], new FindingFacts.Received(forkId, record, bounded), cancellationToken).ConfigureAwait(false))
        {
            round.Found.Add(bounded.Id);
        }
    }

    private async Task RecordAsync(ProjectId project, string detector, Finding finding, List<string> fresh, TallyInput input, ForkReading reading, RoundLog round, CancellationToken cancellationToken)
    {
        while (true)
        {
            var known = context.Findings.Find(project, finding.Id);
            if (known is not null && !FindingComparison.HasChanged(known, finding))
            {
                return;
            }

            var authors = finding.Forks.SelectMany(static fork => fork.Revisions).Distinct(StringComparer.Ordinal).Where(reading.Authors.ContainsKey).Take(MaxAuthors).ToDictionary(static revision => revision, revision => reading.Authors[revision], StringComparer.Ordinal);
            var state = (known ?? new FindingState { Project = project, Id = finding.Id, Version = 0, Finding = finding }) with { Finding = finding };
            var notice = NoticeOf(state, fresh, ForkCounting.Count(finding, input));
            object fact = known is null ? new FindingFacts.Found(detector, finding, authors) : new FindingFacts.Changed(detector, finding, authors);
            if (await TryAppendAsync(state, [notice], fact, cancellationToken).ConfigureAwait(false))
            {
                (known is null ? round.Found : round.Changed).Add(finding.Id);
                return;
            }
        }
    }

    private StreamAppend? NoticeOf(FindingState state, List<string> fresh, ForkTally tally) => fresh.IndexOf(state.Id) switch
    {
        // It was known already: it is told when it comes to count, and only then.
        < 0 => IsTold(state.Finding, state.Project, tally) && state.Decided is null ? context.PrepareNotice(state, tally) : null,
        < MaxTold => context.PrepareNotice(state, tally),
        MaxTold => context.PrepareNotice(state, fresh.Count - MaxTold),
        _ => null,
    };

    private bool IsTold(Finding finding, ProjectId project, ForkTally tally) =>
        finding.Relation is FindingRelation.SameProblem or FindingRelation.Independent && tally.Count >= 2 && finding.Confidence >= context.OptionsOf(project).ListConfidence;

    private async Task ForgetAsync(FindingState lost, string reason, RoundLog round, CancellationToken cancellationToken)
    {
        if (await TryAppendAsync(lost, [context.PrepareClosing(lost, reason)], new FindingFacts.Gone(reason), cancellationToken).ConfigureAwait(false))
        {
            round.Gone.Add(lost.Id);
        }
    }

    private async Task<bool> TryAppendAsync(FindingState state, IEnumerable<StreamAppend?> with, object fact, CancellationToken cancellationToken)
    {
        try
        {
            await context.AppendAsync(state.Project, state.Id, state.Version, with, cancellationToken, fact).ConfigureAwait(false);
            return true;
        }
        catch (StreamVersionException)
        {
            // A person has decided something meanwhile: look again.
            return false;
        }
    }
}
