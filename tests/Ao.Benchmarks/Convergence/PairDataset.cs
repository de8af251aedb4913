using System.Globalization;
using System.Text.Json;
using Ao.Convergence;
using Ao.Plugins.Convergence;

namespace Ao.Benchmarks.Convergence;

/// <summary>Reads pull requests with ready features, one JSON object a line in <c>prs.jsonl</c>, and the pairs of them that answer one issue, in <c>pairs*.csv</c>.</summary>
internal sealed record PairDataset(IReadOnlyList<PairPullRequest> PullRequests, IReadOnlyList<(int Earlier, int Later)> Pairs)
{
    /// <exception cref="InvalidDataException">The folder cannot be used.</exception>
    public static PairDataset Read(string folder)
    {
        try
        {
            var file = Path.Combine(folder, "prs.jsonl");
            var pullRequests = File.ReadLines(file).Where(static line => !string.IsNullOrWhiteSpace(line)).Select((line, at) => ReadLine(line, file, at + 1))
                .OrderBy(static pull => pull.Time).ThenBy(static pull => pull.Number).ToList();
            var index = pullRequests.Select(static (pull, at) => (pull.Number, at)).ToDictionary(static pair => pair.Number, static pair => pair.at);
            var pairs = Directory.EnumerateFiles(folder, "pairs*.csv").Order(StringComparer.Ordinal).SelectMany(static path => File.ReadLines(path).Skip(1)).Where(static line => line.Length > 0)
                .Select(line => line.Split(',')).Select(pair => (First: index[Number(pair[0])], Second: index[Number(pair[1])]))
                .Select(static pair => (Math.Min(pair.First, pair.Second), Math.Max(pair.First, pair.Second))).Distinct().ToList();
            return pairs.Count > 0 ? new PairDataset(pullRequests, pairs) : throw new InvalidDataException($"The folder '{folder}' has no pairs. Put them in a file pairs.csv, with a heading and two numbers a line.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or KeyNotFoundException or IndexOutOfRangeException or FormatException)
        {
            throw new InvalidDataException($"The folder '{folder}' cannot be used: {exception.Message} It must hold prs.jsonl and pairs*.csv.", exception);
        }
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static PairPullRequest ReadLine(string line, string file, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var title = root.GetProperty("title").GetString()!;
            var message = root.GetProperty("message").GetString()!;
            var files = root.GetProperty("files").EnumerateObject().Select(static path => (path.Name, Hunks: (IReadOnlyList<LineRange>)[.. path.Value.EnumerateArray().Select(static range => new LineRange(range[0].GetInt32(), range[1].GetInt32() - range[0].GetInt32()))])).ToList();
            return new PairPullRequest
            {
                Number = root.GetProperty("pr").GetInt32(),
                Time = DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("time").GetInt64()),
                Sources = [.. root.GetProperty("sources").EnumerateArray().Select(static source => source.GetString()!)],
                Commits = root.GetProperty("commits").EnumerateArray().Select(static commit => commit.GetString()!).ToHashSet(StringComparer.Ordinal),
                Head = root.GetProperty("head").GetString()!,
                Title = title,
                Message = message.StartsWith(title, StringComparison.Ordinal) ? message : title + "\n\n" + message,
                Paths = [.. files.Select(static file => file.Name)],
                Sketch = SketchOf(root, title, message, files),
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"Line {number} of '{file}' is not a pull request: {exception.Message}", exception);
        }
    }

    /// <summary>Makes the sketch that the detector itself would make, of words that were counted before.</summary>
    private static ChangeSketch SketchOf(JsonElement root, string title, string message, List<(string Path, IReadOnlyList<LineRange> Hunks)> files)
    {
        var builder = new SketchBuilder(null);
        builder.AddText(CommitMessage.Read(title).Subject, 2);
        builder.AddText(CommitMessage.Read(message).Text, 1);
        foreach (var (kind, name) in ((SketchKind, string)[])[(SketchKind.Added, "add"), (SketchKind.Removed, "dele"), (SketchKind.Symbols, "sym")])
        {
            foreach (var word in root.GetProperty(name).EnumerateObject())
            {
                builder.AddWord(kind, word.Name, word.Value.GetInt32());
            }
        }

        foreach (var (path, hunks) in files)
        {
            builder.AddFile(path, hunks);
        }

        return builder.Build(new SketchLimits { Terms = 400, Files = 120 }, null, 0, files.Count);
    }
}
