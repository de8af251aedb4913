using System.Globalization;
using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Puts cases into words.</summary>
/// <param name="book">The words behind the hashes.</param>
/// <param name="reports">The reports and their links.</param>
/// <param name="upstreamChanges">How many changes of the upstream's were compared.</param>
internal sealed class FindingWriter(WordBook book, ReportLinks reports, int upstreamChanges)
{
    private const int MostPaths = 60;
    private const int MostEvidence = 80;

    private readonly PatternReader _patterns = new(book);
    private readonly AnswerWriter _answers = new(book);

    public Finding Write(Case found)
    {
        var pieces = PiecesOf(found);
        var units = found.Answers.Where(static answer => answer.Unit is not null && !answer.IsCopy).Select(answer => pieces.GetValueOrDefault(answer.Unit!, answer.Unit!)).Distinct().ToList();
        var pattern = units.Count > 0 && found.Links.Count + found.Copies.Count > 0 ? _patterns.Read(units) : new SharedPattern(TitleOf(found), TitleOf(found), []);
        var forks = found.Answers.Select(answer => ForkOf(answer, answer.Unit is { } unit ? pieces.GetValueOrDefault(unit, unit) : null, units, pattern.Paths)).ToList();
        var conflicts = found.Relation is FindingRelation.Ported ? [] : AnswerConflicts.Find(found.Answers);
        var reasons = ReasonWriter.Write(found, [.. pattern.New.Words, .. pattern.Gone.Words], reports);
        return new Finding
        {
            Id = found.Id,
            Relation = found.Relation,
            Summary = SummaryOf(found, pattern),
            Confidence = found.Confidence,
            Score = found.Score,
            Forks = forks,
            Conflicts = conflicts,
            Pattern = pattern.Title,
            Explanation = new ExplanationWriter(found, forks, pattern, conflicts, reasons, upstreamChanges).Write(),
            Since = found.Answers.Min(static answer => answer.At),
            Evidence = [.. EvidenceOf(found).DistinctBy(static evidence => (evidence.ForkId, evidence.Reference)).Take(MostEvidence)],
            Reasons = reasons,
        };
    }

    private static string SummaryOf(Case found, SharedPattern pattern)
    {
        var names = Names(found.Answers);
        return found.Relation switch
        {
            FindingRelation.SameProblem => $"{found.Answers.Count} forks met what looks like one problem: {pattern.Title}",
            FindingRelation.Independent => $"{names} answered what looks like one problem, each by itself: {pattern.Title}",
            FindingRelation.Ported => $"{names} have the same change: {pattern.Title}",
            _ => found.Copies.Count > 0 && found.Links.Count == 0
                ? $"{names} have the same change, and upstream is one of them: {pattern.Title}"
                : $"{names} answered what looks like one problem, upstream too and in its own way: {pattern.Title}",
        };
    }

    public static string Names(IReadOnlyList<Answer> answers)
    {
        var names = answers.Select(static answer => answer.Fork.Shown).ToList();
        return Excerpts.List(names.Count <= 8 ? names : [.. names[..7], $"{names.Count - 7} more"]);
    }

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Gives the parts of large changes that are alike to what others did: the rest of those changes is about something else.</summary>
    private static Dictionary<WeightedUnit, WeightedUnit> PiecesOf(Case found)
    {
        var pieces = new Dictionary<WeightedUnit, WeightedUnit>();
        foreach (var link in found.Links)
        {
            pieces.TryAdd(link.Best.First, link.Best.FirstPiece);
            pieces.TryAdd(link.Best.Second, link.Best.SecondPiece);
        }

        return pieces;
    }

    private string TitleOf(Case found) => Excerpts.Line(found.Reports is { } cluster ? reports.Reports[cluster.Head].Record.Report.Title : "");

    private FindingFork ForkOf(Answer answer, WeightedUnit? piece, List<WeightedUnit> units, IReadOnlyList<string> shared) => new()
    {
        ForkId = answer.Fork.Id,
        Name = answer.Fork.Name,
        IsUpstream = answer.Fork.IsUpstream,
        Revisions = [.. answer.Units.SelectMany(static unit => unit.Unit.Members).Select(static member => member.Revision).Distinct(StringComparer.Ordinal)],
        Records = [.. answer.Records.Select(static record => record.Record.Id)],
        Paths = [.. answer.Units.SelectMany(static unit => unit.Unit.Paths).Distinct(StringComparer.Ordinal).OrderBy(path => shared.Contains(path) ? 0 : 1).ThenBy(static path => PathKinds.Of(path)).Take(MostPaths)],
        Answer = _answers.Write(answer, piece, units, shared),
        At = answer.At,
    };

    private static IEnumerable<FindingEvidence> EvidenceOf(Case found)
    {
        foreach (var answer in found.Answers)
        {
            foreach (var member in answer.Units.SelectMany(static unit => unit.Unit.Members))
            {
                yield return new FindingEvidence(answer.Fork.Id, member.Revision, Excerpts.Line(member.Message.Subject));
            }

            foreach (var record in answer.Records)
            {
                yield return new FindingEvidence(answer.Fork.Id, record.Record.Id, Excerpts.Line(record.Record.Report.Title));
            }
        }
    }
}
