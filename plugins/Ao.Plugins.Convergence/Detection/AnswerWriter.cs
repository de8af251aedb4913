namespace Ao.Plugins.Convergence;

/// <summary>Says in one line what a fork did: in its own words first, then what its code shows.</summary>
internal sealed class AnswerWriter(WordBook book)
{
    private const int OwnWords = 2;
    private const int LongestSubject = 100;
    private const int LongestFurther = 80;
    private const int LongestCode = 120;
    private const int FurtherSubjects = 1;

    /// <summary>From so many files on, of which most are not common, it is said that the answer is a part of something larger.</summary>
    private const int ManyFiles = 6;

    /// <summary>Writes the line.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="piece">The part of the answer that is alike to the others' answers, or its whole change; nothing where there is no change.</param>
    /// <param name="all">The pieces of all answers.</param>
    /// <param name="shared">The files that more than one changes.</param>
    public string Write(Answer answer, WeightedUnit? piece, IReadOnlyList<WeightedUnit> all, IReadOnlyList<string> shared)
    {
        if (answer.Unit is not { } unit || piece is null)
        {
            return "";
        }

        var others = all.Where(other => !ReferenceEquals(other, piece)).ToList();
        var said = new List<string> { SubjectOf(unit) };
        if (answer.IsCopy || others.Count == 0)
        {
            return said[0];
        }

        said.AddRange(answer.Units.SelectMany(static one => one.Unit.Members).Where(member => member != unit.Unit.Head && !member.Message.IsFollowUp && member.Message.Mends is null)
            .Take(FurtherSubjects).Select(static member => $"also: {Excerpts.Line(member.Message.Subject, LongestFurther)}"));
        if (unit.Unit.FileCount >= ManyFiles && unit.Unit.Paths.Count(shared.Contains) * 3 < unit.Unit.FileCount)
        {
            said.Add($"part of a larger change of {unit.Unit.FileCount} files");
        }

        var files = FilesOf(piece.Unit, shared);
        var own = OwnOf(piece, others);
        var parts = PartTexts.Of(files.SelectMany(static file => file.Parts), unit.Unit.Members.Any(static member => member.Telling.HasTests));
        said.AddRange(parts);
        var line = LineOf(files, own);
        if (WordsOf(own, [.. parts, line ?? ""]) is { Count: > 0 } words)
        {
            said.Add($"new in it: {string.Join(", ", words)}");
        }

        if (line is not null)
        {
            said.Add($"such as {Excerpts.Code(line, LongestCode)}");
        }

        return string.Join("; ", said);
    }

    private static string SubjectOf(WeightedUnit unit) => Excerpts.Line(unit.Unit.Head.Message.Subject, LongestSubject);

    /// <summary>Of a large change only the files are shown that others change too, if there are any.</summary>
    private static List<FileTelling> FilesOf(Unit unit, IReadOnlyList<string> shared)
    {
        var files = unit.Told.ToList();
        var common = files.Where(file => shared.Contains(file.Path)).ToList();
        return common.Count > 0 ? common : files;
    }

    /// <summary>Gives the words that the unit adds and the others do not know, with their weights.</summary>
    private static Dictionary<uint, double> OwnOf(WeightedUnit unit, List<WeightedUnit> others) =>
        Enumerable.Range(0, unit.Added.Hashes.Length).Select(at => (Hash: unit.Added.Hashes[at], Weight: (double)unit.Added.Weights[at]))
            .Where(word => !others.Exists(other => other.Unit.Changes(word.Hash)) && !unit.Unit.Terms[(int)SketchKind.Removed].Contains(word.Hash))
            .ToDictionary(static word => word.Hash, static word => word.Weight);

    /// <summary>Gives own words that are not shown in another way already.</summary>
    private List<string> WordsOf(Dictionary<uint, double> own, IReadOnlyList<string> shown)
    {
        var words = new List<string>();
        foreach (var word in own.OrderByDescending(static word => word.Value).ThenBy(static word => word.Key).Select(word => book.Find(word.Key)).OfType<string>())
        {
            if (words.Count < OwnWords && !VagueWords.IsCode(UnitWords.StemOf(word)) && !words.Concat(shown).Any(other => other.Contains(word, StringComparison.OrdinalIgnoreCase)) && !words.Exists(other => word.Contains(other, StringComparison.OrdinalIgnoreCase)))
            {
                words.Add(Excerpts.Line(word, WordSplitter.Longest));
            }
        }

        return words;
    }

    /// <summary>Gives the line that shows best what is the unit's own.</summary>
    private static string? LineOf(List<FileTelling> files, Dictionary<uint, double> own) => files.SelectMany(static file => file.Added)
        .Select(line => (Line: line, Weight: WeightOf(line, own)))
        .Where(static line => line.Weight > 0)
        .OrderByDescending(static line => Math.Round(line.Weight, 9)).ThenBy(static line => line.Line, StringComparer.Ordinal)
        .Select(static line => line.Line).FirstOrDefault();

    private static double WeightOf(string line, Dictionary<uint, double> own)
    {
        var sum = 0.0;
        var seen = new HashSet<uint>();
        WordSplitter.Words(line, word =>
        {
            Span<char> lower = stackalloc char[word.Length];
            word.ToLowerInvariant(lower);
            var hash = WordHash.Of(lower);
            sum += seen.Add(hash) ? own.GetValueOrDefault(hash) : 0;
        });
        return sum;
    }
}
