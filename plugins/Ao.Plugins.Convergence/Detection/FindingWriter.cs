using System.Globalization;
using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Puts cases into words.</summary>
internal sealed class FindingWriter(WordBook book, ReportLinks reports)
{
    private const int SharedWords = 6;
    private const int OwnWords = 4;
    private const int MostPaths = 12;
    private const int MostEvidence = 40;

    private readonly TellingWords _words = new(book);

    public Finding Write(Case found)
    {
        var units = found.Answers.Where(static answer => answer.Unit is not null && !answer.IsCopy).Select(static answer => answer.Unit!).Distinct().ToList();
        var pattern = PatternOf(found, units);
        var forks = found.Answers.Select(answer => ForkOf(answer, units, pattern.Paths)).ToList();
        var conflicts = found.Relation is FindingRelation.Ported ? [] : AnswerConflicts.Find(found.Answers);
        var reasons = ReasonWriter.Write(found, pattern.Words, reports);
        return new Finding
        {
            Id = found.Id,
            Relation = found.Relation,
            Summary = SummaryOf(found, pattern),
            Confidence = found.Confidence,
            Score = found.Score,
            Forks = forks,
            Conflicts = conflicts,
            Pattern = pattern.Text,
            Explanation = new ExplanationWriter(found, forks, pattern, conflicts, reasons).Write(),
            Since = found.Answers.Min(static answer => answer.At),
            Evidence = [.. EvidenceOf(found).DistinctBy(static evidence => (evidence.ForkId, evidence.Reference)).Take(MostEvidence)],
            Reasons = reasons,
        };
    }

    private static string SummaryOf(Case found, SharedPattern pattern)
    {
        var forks = found.Answers.Count;
        var names = Names(found.Answers);
        return found.Relation switch
        {
            FindingRelation.SameProblem => $"{forks} forks met what looks like one problem: {pattern.Text}",
            FindingRelation.Independent => $"{names} answered what looks like one problem, each by itself: {pattern.Text}",
            FindingRelation.Ported => $"{names} have the same answer: {pattern.Text}",
            _ => found.Copies.Count > 0 ? $"{names} have the same change, upstream too: {pattern.Text}" : $"{names} answered what looks like one problem, upstream too: {pattern.Text}",
        };
    }

    public static string Names(IReadOnlyList<Answer> answers)
    {
        var names = answers.Select(static answer => answer.Fork.Shown).ToList();
        return names.Count switch
        {
            1 => names[0],
            <= 5 => string.Join(", ", names[..^1]) + " and " + names[^1],
            _ => string.Join(", ", names[..4]) + $" and {names.Count - 4} more",
        };
    }

    private SharedPattern PatternOf(Case found, List<WeightedUnit> units)
    {
        if (units.Count == 0 || found.Links.Count + found.Copies.Count == 0)
        {
            var head = found.Reports is { } cluster ? reports.Reports[cluster.Head] : null;
            return new SharedPattern(Excerpts.Line(head?.Record.Report.Title ?? ""), [], [], []);
        }

        var paths = units.SelectMany(static unit => unit.Unit.Paths.Distinct(StringComparer.Ordinal)).GroupBy(static path => path, StringComparer.Ordinal)
            .Where(path => path.Count() > 1 || units.Count == 1).OrderByDescending(static path => path.Count()).ThenBy(static path => PathKinds.Of(path.Key)).ThenBy(static path => path.Key, StringComparer.Ordinal)
            .Select(static path => path.Key).ToList();
        if (units.Count == 1)
        {
            var subject = Excerpts.Line(units[0].Unit.Head.Message.Subject);
            return new SharedPattern(subject, [], paths, []);
        }

        var words = _words.Shared(units, SharedWords);
        var definitions = _words.Definitions(units, 2);
        var text = (words.Count > 0 ? string.Join(", ", words) : "changes at the same places")
            + (definitions.Count > 0 ? $"; in {string.Join(" and ", definitions)}" : "")
            + (paths.Count > 0 ? $" ({Excerpts.Line(paths[0], 120)})" : "");
        return new SharedPattern(text, words, paths, definitions);
    }

    private FindingFork ForkOf(Answer answer, List<WeightedUnit> units, IReadOnlyList<string> shared)
    {
        var members = answer.Units.SelectMany(static unit => unit.Unit.Members).ToList();
        return new FindingFork
        {
            ForkId = answer.Fork.Id,
            Name = answer.Fork.Name,
            IsUpstream = answer.Fork.IsUpstream,
            Revisions = [.. members.Select(static member => member.Revision).Distinct(StringComparer.Ordinal)],
            Records = [.. answer.Records.Select(static record => record.Record.Id)],
            Paths = [.. answer.Units.SelectMany(static unit => unit.Unit.Paths).Distinct(StringComparer.Ordinal).OrderBy(path => shared.Contains(path) ? 0 : 1).ThenBy(static path => PathKinds.Of(path)).Take(MostPaths)],
            Answer = answer.Unit is { } unit ? AnswerOf(unit, answer.IsCopy, [.. units.Where(other => !ReferenceEquals(other, unit))]) : "",
            At = answer.At,
        };
    }

    private string AnswerOf(WeightedUnit unit, bool isCopy, IReadOnlyList<WeightedUnit> others)
    {
        var subject = Excerpts.Line(unit.Unit.Head.Message.Subject, 100);
        if (isCopy || others.Count == 0)
        {
            return subject;
        }

        var words = _words.Own(unit, others, OwnWords);
        var line = TellingWords.Line(unit, others);
        return subject
            + (words.Count > 0 ? $"; adds {string.Join(", ", words)}" : "")
            + (line is not null ? $"; such as `{Excerpts.Line(line.Replace('`', '\''), 110)}`" : "");
    }

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

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
