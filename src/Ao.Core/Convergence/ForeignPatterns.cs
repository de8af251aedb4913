using System.Text.Json;
using Ao.Ledger;
using Ao.Ledger.Bodies;

namespace Ao.Convergence;

/// <summary>Reads what other forks propose and decide out of their ledgers. It is their word: it is shown beside what this fork knows, and decides nothing.</summary>
internal sealed class ForeignPatterns(ConvergenceContext context)
{
    private const int MaxText = 2_000;
    private const int MaxReferences = 500;
    private const string IdPrefix = "p-";

    /// <summary>Gives the proposals of pinned forks.</summary>
    public IEnumerable<(LedgerEntry Entry, PatternBody Body)> ProposalsOf(ProjectId project, LedgerView view) =>
        PinnedOf(project).SelectMany(fork => view.Standing(fork, LedgerKinds.Pattern))
            .Select(static entry => (Entry: entry, Body: LedgerBody.Read(entry, LedgerBodiesJson.Default.PatternBody)))
            .Where(static one => one.Body is not null)
            .Select(static one => (one.Entry, one.Body!));

    /// <summary>Gives the proposals of pinned forks that are about a finding.</summary>
    public IEnumerable<(LedgerEntry Entry, PatternBody Body)> ProposalsOf(FindingState state, LedgerView view) =>
        ProposalsOf(state.Project, view).Where(one => one.Entry.Id == state.ReceivedRecord || IsAbout(state, one.Body));

    /// <summary>Gives what pinned forks have decided about a finding.</summary>
    public IReadOnlyList<FindingVerdict> VerdictsOf(FindingState state, LedgerView view)
    {
        var proposals = ProposalsOf(state, view).Select(static one => one.Entry.Id).Append(state.PatternRecord).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return proposals.Count == 0
            ? []
            : [.. PinnedOf(state.Project).Select(fork => VerdictOf(state.Project, fork, proposals, view)).OfType<FindingVerdict>()];
    }

    /// <summary>Gives what another fork proposes as a finding of its own.</summary>
    public static Finding ToFinding(LedgerEntry entry, PatternBody body)
    {
        var forks = (body.Forks ?? []).Take(FindingBounds.MaxForks).Select(static fork => new FindingFork { ForkId = fork ?? "" }).ToList();
        return new Finding
        {
            Id = IdPrefix + entry.Id[..Math.Min(16, entry.Id.Length)].ToLowerInvariant(),
            Relation = Enum.GetValues<FindingRelation>().FirstOrDefault(relation => RelationOf(relation) == body.Relation, FindingRelation.SameProblem),
            Summary = body.Name,
            Pattern = body.Name,
            Explanation = ShortText.Clean(body.Summary ?? "", MaxText),
            Confidence = body.Score ?? 0,
            Forks = forks,
            Evidence = [.. ReferencesOf(body).Select(reference => new FindingEvidence(entry.Publisher, reference, ""))],
            Reasons = [],
        };
    }

    /// <summary>Gives a relation as records say it, such as <c>same-problem</c>.</summary>
    public static string RelationOf(FindingRelation relation) => JsonNamingPolicy.KebabCaseLower.ConvertName(relation.ToString());

    public string? NameOf(ProjectId project, string forkId) => context.PeersOf(project).FirstOrDefault(peer => peer.ForkId == forkId)?.Name;

    private static IEnumerable<string> ReferencesOf(PatternBody body) => (body.Revisions ?? []).Concat(body.Records ?? []).OfType<string>().Take(MaxReferences);

    private bool IsAbout(FindingState state, PatternBody body) =>
        state.ReceivedFrom is null && FindingComparison.IsSame(state.Finding, ReferencesOf(body).ToHashSet(StringComparer.Ordinal), reference => context.PublishedOf(state.Project, reference));

    private IEnumerable<string> PinnedOf(ProjectId project) => context.PeersOf(project).Select(static peer => peer.ForkId).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Gives a fork's newest word.</summary>
    private FindingVerdict? VerdictOf(ProjectId project, string fork, HashSet<string> proposals, LedgerView view)
    {
        var said = view.Standing(fork, LedgerKinds.Adopt).Select(static entry => (Entry: entry, Body: LedgerBody.Read(entry, LedgerBodiesJson.Default.AdoptBody)))
            .Where(one => one.Body is not null && proposals.Contains(one.Body.Proposal)).Select(static one => (one.Entry, IsAccepted: true, one.Body!.Reason))
            .Concat(view.Standing(fork, LedgerKinds.Decline).Select(static entry => (Entry: entry, Body: LedgerBody.Read(entry, LedgerBodiesJson.Default.DeclineBody)))
                .Where(one => one.Body is not null && proposals.Contains(one.Body.Proposal)).Select(static one => (one.Entry, IsAccepted: false, one.Body!.Reason)))
            .OrderBy(static one => one.Entry.Clock).ThenBy(static one => one.Entry.Id, StringComparer.Ordinal)
            .LastOrDefault();
        return said.Entry is null
            ? null
            : new FindingVerdict
            {
                ForkId = fork,
                Name = NameOf(project, fork),
                IsAccepted = said.IsAccepted,
                Reason = said.Reason is null ? null : ShortText.Clean(said.Reason, MaxText),
                At = said.Entry.Time,
                Record = said.Entry.Id,
            };
    }
}
