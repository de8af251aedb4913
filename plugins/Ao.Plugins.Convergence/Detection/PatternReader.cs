using System.Text;

namespace Ao.Plugins.Convergence;

/// <summary>Reads out of answers what they have in common, and gives it a title.</summary>
internal sealed class PatternReader(WordBook book)
{
    private const int MostWords = 5;
    private const int TitleWords = 2;
    private const int MostDefinitions = 2;
    private const int ShortestLine = 12;
    private const int LongestTopic = 90;
    private const int LongestSubject = 60;
    private const int MostSubjects = 2;
    private const int LongestPath = 70;

    public SharedPattern Read(IReadOnlyList<WeightedUnit> units)
    {
        var paths = PathsOf(units);
        if (units.Count == 1)
        {
            var subject = Excerpts.Line(units[0].Unit.Head.Message.Subject);
            return new SharedPattern(subject, subject, paths);
        }

        var words = units.Select(unit => UnitWords.Of(unit, book)).ToList();
        var forms = new WordForms(units, book);
        var topic = TopicOf(units, words, forms);
        string[] told = [.. topic.Split(' ', '-', '/').Where(static word => word.Length >= WordSplitter.Shortest)];
        var said = Shared(words, static unit => unit.Said, VagueWords.IsText, forms, told);
        var fresh = Shared(words, static unit => unit.New, VagueWords.IsCode, forms, [.. told, .. said.Words]);
        var gone = Shared(words, static unit => unit.Gone, VagueWords.IsCode, forms, [.. told, .. said.Words, .. fresh.Words]);
        var definitions = DefinitionsOf(units);
        var (rewritten, rewriters) = RewrittenOf(units);
        var anchor = definitions.Count > 0 ? definitions[0] : rewritten is null ? null : DefinitionNames.Of(rewritten);
        return new SharedPattern(TitleOf(topic.Length > 0 ? topic : SubjectsOf(units), anchor, paths), topic, paths) { Said = said, New = fresh, Gone = gone, Definitions = definitions, Rewritten = rewritten, Rewriters = rewriters };
    }

    /// <summary>Gives the files of more than one; those that no person writes only where there are no others.</summary>
    private static List<string> PathsOf(IReadOnlyList<WeightedUnit> units)
    {
        var paths = units.SelectMany(static unit => unit.Unit.Paths.Distinct(StringComparer.Ordinal)).GroupBy(static path => path, StringComparer.Ordinal)
            .Where(path => path.Count() > 1 || units.Count == 1).OrderByDescending(static path => path.Count()).ThenBy(static path => PathKinds.Of(path.Key)).ThenBy(static path => path.Key, StringComparer.Ordinal)
            .Select(static path => path.Key).ToList();
        return paths.Exists(IsWritten) ? paths.FindAll(IsWritten) : paths;
    }

    private static bool IsWritten(string path) => PathKinds.Of(path) != PathKind.Ignored;

    /// <summary>Gives the words that most units have in a list.</summary>
    private static SharedWords Shared(List<UnitWords> units, Func<UnitWords, Dictionary<string, double>> list, Func<string, bool> isVague, WordForms forms, IReadOnlyList<string> told)
    {
        var shared = units.SelectMany(unit => list(unit)).GroupBy(static word => word.Key, StringComparer.Ordinal).Where(word => word.Count() > 1 && !isVague(word.Key)).ToList();
        for (var most = units.Count; most > 1; most--)
        {
            var words = forms.Of(shared.Where(word => word.Count() == most).OrderByDescending(static word => Math.Round(word.Sum(static one => one.Value), 9)).ThenBy(static word => word.Key, StringComparer.Ordinal).Select(static word => word.Key), MostWords, told);
            if (words.Count > 0)
            {
                return new SharedWords(words, most);
            }
        }

        return SharedWords.None;
    }

    /// <summary>Gives what the answers are about: a phrase of a message whose words the others know too, or else their most telling words. Words that nobody has said count only where there are no others.</summary>
    private static string TopicOf(IReadOnlyList<WeightedUnit> units, List<UnitWords> words, WordForms forms)
    {
        var (said, unsaid) = (new Dictionary<string, double>(StringComparer.Ordinal), new Dictionary<string, double>(StringComparer.Ordinal));
        var most = 0;
        foreach (var stem in words.SelectMany(static unit => unit.Said.Keys.Concat(unit.New.Keys).Concat(unit.Gone.Keys)).Distinct(StringComparer.Ordinal))
        {
            var knowing = words.Count(unit => unit.WeightOf(stem) > 0);
            var isSaid = words.Exists(unit => unit.Said.ContainsKey(stem));
            if (knowing > 1 && !(isSaid ? VagueWords.IsText(stem) : VagueWords.IsCode(stem)))
            {
                // A word of all counts more than one of two, however often those say it.
                (isSaid ? said : unsaid)[stem] = knowing + (words.Sum(unit => unit.WeightOf(stem)) / words.Count);
                most = Math.Max(most, isSaid ? knowing : 0);
            }
        }

        var ofAll = said.Where(word => word.Value >= most).ToDictionary(static word => word.Key, word => word.Value - most, StringComparer.Ordinal);
        if (SharedPhrase.Find(units, ofAll) is { } phrase)
        {
            return Excerpts.Line(phrase, LongestTopic);
        }

        var best = forms.Of((ofAll.Count > 0 ? ofAll : unsaid).OrderByDescending(static word => Math.Round(word.Value, 9)).ThenBy(static word => word.Key, StringComparer.Ordinal).Select(static word => word.Key), TitleWords);
        return Excerpts.Line(Excerpts.List(best), LongestTopic);
    }

    /// <summary>Gives what people called their answers, where these have no word in common.</summary>
    private static string SubjectsOf(IReadOnlyList<WeightedUnit> units) =>
        string.Join(" / ", units.Select(static unit => Excerpts.Line(unit.Unit.Head.Message.Topic, LongestSubject)).Where(static subject => subject.Length > 0).Distinct(StringComparer.Ordinal).Take(MostSubjects));

    private static string TitleOf(string topic, string? anchor, List<string> paths)
    {
        var title = new StringBuilder(topic);
        if (anchor is not null && !topic.Contains(anchor, StringComparison.OrdinalIgnoreCase))
        {
            title.Append(title.Length > 0 ? ", in " : "changes in ").Append(Excerpts.Line(anchor, LongestTopic));
        }

        if (paths.Count > 0)
        {
            title.Append(title.Length > 0 ? " (" : "changes in one place (").Append(Excerpts.Path(paths[0], LongestPath)).Append(')');
        }

        return title.Length > 0 ? title.ToString() : "changes that are alike";
    }

    private static List<string> DefinitionsOf(IReadOnlyList<WeightedUnit> units) =>
        [.. units.SelectMany(static unit => unit.Unit.Told.SelectMany(static file => file.Definitions).Distinct(StringComparer.Ordinal))
            .GroupBy(static name => name, StringComparer.Ordinal).Where(name => name.Count() == units.Count).Select(static name => name.Key).Order(StringComparer.Ordinal).Take(MostDefinitions)];

    /// <summary>Gives the line that most units take out, whatever its spaces and quotes.</summary>
    private static (string? Line, int Units) RewrittenOf(IReadOnlyList<WeightedUnit> units)
    {
        var best = units.SelectMany(static unit => unit.Unit.Told.SelectMany(static file => file.Removed).DistinctBy(FormOf, StringComparer.Ordinal))
            .GroupBy(FormOf, StringComparer.Ordinal).Where(static line => line.Key.Length >= ShortestLine && line.Count() > 1)
            .OrderByDescending(static line => line.Count()).ThenByDescending(static line => line.Key.Length).ThenBy(static line => line.Key, StringComparer.Ordinal)
            .FirstOrDefault();
        return best is null ? (null, 0) : (best.First(), best.Count());
    }

    private static string FormOf(string line) => string.Concat(line.Where(static character => !char.IsWhiteSpace(character) && character is not (';' or ',')).Select(static character => character == '\'' ? '"' : character));
}
