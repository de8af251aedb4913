using System.Text.Json;

namespace Ao.Benchmarks.Alignment;

/// <summary>How many alerts names alone would give on the pull requests of a data set: it holds the words of their added and removed lines, and no source.</summary>
internal static class NamePairs
{
    private const double Share = 0.02;
    private const int LongName = 6;
    private const int Window = 14 * 86_400;

    public static NamePairFigures Measure(string path)
    {
        var pulls = File.ReadLines(path).Where(static line => line.Length > 0).Select(Read).ToList();
        var files = pulls.SelectMany(static pull => pull.Added.Union(pull.Removed)).CountBy(static word => word, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var rare = files.Where(file => file.Value <= Share * pulls.Count && file.Key.Length >= LongName).Select(static file => file.Key).ToHashSet(StringComparer.Ordinal);
        var users = pulls.SelectMany(static pull => pull.Added.Select(word => (word, pull))).Where(use => rare.Contains(use.word)).ToLookup(static use => use.word, static use => use.pull, StringComparer.Ordinal);
        long words = 0, definitions = 0, pairs = 0;
        foreach (var pull in pulls)
        {
            var gone = pull.Removed.Where(word => rare.Contains(word) && !pull.Added.Contains(word)).ToList();
            words += Others(pull, gone, users);
            definitions += Others(pull, gone.Where(pull.Symbols.Contains), users);
            pairs += pulls.Count(other => IsConcurrent(pull, other));
        }

        return new NamePairFigures(pulls.Count, pairs, (double)words / pulls.Count, (double)definitions / pulls.Count);
    }

    private static int Others(DatasetPull pull, IEnumerable<string> gone, ILookup<string, DatasetPull> users) =>
        gone.SelectMany(word => users[word]).Where(other => IsConcurrent(pull, other)).Distinct().Count();

    private static bool IsConcurrent(DatasetPull one, DatasetPull other) => one != other && Math.Abs(one.Time - other.Time) <= Window && !one.Sources.Overlaps(other.Sources);

    private static DatasetPull Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return new DatasetPull(
                root.GetProperty("time").GetInt64(),
                root.GetProperty("sources").EnumerateArray().Select(static source => source.GetString()!).ToHashSet(StringComparer.Ordinal),
                Names(root, "add"),
                Names(root, "dele"),
                Names(root, "sym"));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"A line of the data set is no pull request: {exception.Message} Each line is a JSON object with time, sources, add, dele and sym.");
        }
    }

    private static HashSet<string> Names(JsonElement root, string property) => root.GetProperty(property).EnumerateObject().Select(static word => word.Name).ToHashSet(StringComparer.Ordinal);

    private sealed class DatasetPull(long time, HashSet<string> sources, HashSet<string> added, HashSet<string> removed, HashSet<string> symbols)
    {
        public long Time => time;

        public HashSet<string> Sources => sources;

        public HashSet<string> Added => added;

        public HashSet<string> Removed => removed;

        public HashSet<string> Symbols => symbols;
    }
}
