using System.Text;

namespace Ao.Plugins.Convergence;

/// <summary>Reads out of answers what they have in common, and gives it a title.</summary>
internal sealed class PatternReader(WordBook book)
{
    private const int MostWords = 5;
    private const int TitleWords = 3;
    private const int MostDefinitions = 2;
    private const int ShortestLine = 12;
    private const int LongestTopic = 90;
    private const int LongestPath = 70;

    public SharedPattern Read(IReadOnlyList<WeightedUnit> units)
    {
        var paths = PathsOf(units);
        if (units.Count == 1)
        {
            return SharedPattern.Of(Excerpts.Line(units[0].Unit.Head.Message.Subject), paths);
        }

        var words = units.Select(unit => UnitWords.Of(unit, book)).ToList();
        var forms = new WordForms(units, book);
        var said = forms.Of(Shared(words, static unit => unit.Said).Where(static stem => !VagueWords.IsText(stem)), MostWords, []);
        var fresh = forms.Of(Shared(words, static unit => unit.New).Where(static stem => !VagueWords.IsCode(stem)), MostWords, said);
        var gone = forms.Of(Shared(words, static unit => unit.Gone).Where(static stem => !VagueWords.IsCode(stem)), MostWords, [.. said, .. fresh]);
        var definitions = DefinitionsOf(units);
        var (rewritten, rewriters) = RewrittenOf(units);
        var topic = TopicOf(units, words, forms);
        var anchor = definitions.Count > 0 ? definitions[0] : rewritten is null ? null : DefinitionNames.Of(rewritten);
        return new SharedPattern(TitleOf(topic, anchor, paths), topic, said, fresh, gone, paths, definitions, rewritten, rewriters);
    }

    private static List<string> PathsOf(IReadOnlyList<WeightedUnit> units) =>
        [.. units.SelectMany(static unit => unit.Unit.Paths.Distinct(StringComparer.Ordinal)).GroupBy(static path => path, StringComparer.Ordinal)
            .Where(path => path.Count() > 1 || units.Count == 1).OrderByDescending(static path => path.Count()).ThenBy(static path => PathKinds.Of(path.Key)).ThenBy(static path => path.Key, StringComparer.Ordinal)
            .Select(static path => path.Key)];

    /// <summary>Gives the words that all units have in a list, or else more than one.</summary>
    private static IEnumerable<string> Shared(List<UnitWords> units, Func<UnitWords, Dictionary<string, double>> list) =>
        units.SelectMany(unit => list(unit)).GroupBy(static word => word.Key, StringComparer.Ordinal)
            .Where(static word => word.Count() > 1)
            .OrderByDescending(static word => word.Count()).ThenByDescending(static word => Math.Round(word.Sum(static one => one.Value), 9)).ThenBy(static word => word.Key, StringComparer.Ordinal)
            .Select(static word => word.Key);

    /// <summary>Gives what the answers are about: a phrase of a message whose words the others know too, or else their most telling words.</summary>
    private static string TopicOf(IReadOnlyList<WeightedUnit> units, List<UnitWords> words, WordForms forms)
    {
        var shared = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var stem in words.SelectMany(static unit => unit.Said.Keys.Concat(unit.New.Keys).Concat(unit.Gone.Keys)).Distinct(StringComparer.Ordinal))
        {
            var knowing = words.Count(unit => unit.WeightOf(stem) > 0);
            var isSaid = words.Exists(unit => unit.Said.ContainsKey(stem));
            if (knowing > 1 && !(isSaid ? VagueWords.IsText(stem) : VagueWords.IsCode(stem)))
            {
                shared[stem] = words.Sum(unit => unit.WeightOf(stem)) * knowing / words.Count / words.Count;
            }
        }

        if (SharedPhrase.Find(units, shared) is { } phrase)
        {
            return Excerpts.Line(phrase, LongestTopic);
        }

        var best = forms.Of(shared.OrderByDescending(static word => Math.Round(word.Value, 9)).ThenBy(static word => word.Key, StringComparer.Ordinal).Select(static word => word.Key), TitleWords, []);
        return best.Count > 0 ? Excerpts.Line(Excerpts.List(best), LongestTopic) : "";
    }

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
        [.. units.SelectMany(static unit => unit.Unit.Members.SelectMany(static member => member.Telling.Files).SelectMany(static file => file.Definitions).Distinct(StringComparer.Ordinal))
            .GroupBy(static name => name, StringComparer.Ordinal).Where(name => name.Count() == units.Count).Select(static name => name.Key).Order(StringComparer.Ordinal).Take(MostDefinitions)];

    /// <summary>Gives the line that most units take out, whatever its spaces and quotes.</summary>
    private static (string? Line, int Units) RewrittenOf(IReadOnlyList<WeightedUnit> units)
    {
        var best = units.SelectMany(static unit => unit.Unit.Members.SelectMany(static member => member.Telling.Files).SelectMany(static file => file.Removed).DistinctBy(FormOf, StringComparer.Ordinal))
            .GroupBy(FormOf, StringComparer.Ordinal).Where(static line => line.Key.Length >= ShortestLine && line.Count() > 1)
            .OrderByDescending(static line => line.Count()).ThenByDescending(static line => line.Key.Length).ThenBy(static line => line.Key, StringComparer.Ordinal)
            .FirstOrDefault();
        return best is null ? (null, 0) : (best.First(), best.Count());
    }

    private static string FormOf(string line) => string.Concat(line.Where(static character => !char.IsWhiteSpace(character) && character is not (';' or ',')).Select(static character => character == '\'' ? '"' : character));
}
