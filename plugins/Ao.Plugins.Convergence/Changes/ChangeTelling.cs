namespace Ao.Plugins.Convergence;

/// <summary>What of a change is shown to people: a few lines of each file, and what they bring in. The rest of the code is not kept.</summary>
/// <param name="Files">The files with code, in the order of the diff.</param>
/// <param name="HasTests">Whether tests are added to as well.</param>
internal sealed record ChangeTelling(IReadOnlyList<FileTelling> Files, bool HasTests)
{
    private const int MostFiles = 24;
    private const int MostAdded = 24;
    private const int MostRemoved = 12;
    private const int MostAddedOfFile = 8;
    private const int MostRemovedOfFile = 4;
    private const int MostDefinitions = 4;
    private const int ShortestTelling = 10;
    private const int LongestShown = 160;

    public static ChangeTelling None { get; } = new([], false);

    public static ChangeTelling Of(IReadOnlyList<DiffFile> files)
    {
        var told = new List<FileTelling>();
        var (added, removed) = (MostAdded, MostRemoved);
        foreach (var file in files.Where(static file => PathKinds.Of(file.Path) == PathKind.Source).Take(MostFiles))
        {
            var one = new FileTelling(
                file.Path,
                Take(file.Added, Math.Min(added, MostAddedOfFile)),
                Take(file.Removed, Math.Min(removed, MostRemovedOfFile)),
                [.. file.Headings.Select(static heading => DefinitionNames.Of(heading)).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostDefinitions)],
                AddedParts.Of(file));
            added -= one.Added.Count;
            removed -= one.Removed.Count;
            told.Add(one);
        }

        var hasTests = files.Any(static file => file.Added.Count > 0 && PathKinds.Of(file.Path) == PathKind.Test);
        return told.Count == 0 && !hasTests ? None : new ChangeTelling(told, hasTests);
    }

    /// <summary>Takes the paths and names that other changes have too from a pool.</summary>
    public ChangeTelling Share(TextPool texts) => this with { Files = [.. Files.Select(file => file with { Path = texts.Share(file.Path), Definitions = [.. file.Definitions.Select(texts.Share)] })] };

    private static IReadOnlyList<string> Take(IReadOnlyList<string> lines, int count) =>
        [.. lines.Select(static line => line.Trim()).Where(static line => line.Length >= ShortestTelling && line.Any(char.IsLetter) && !IsFrame(line)).Take(count).Select(static line => Excerpts.Cut(line, LongestShown))];

    /// <summary>Imports and comments show little of an answer.</summary>
    private static bool IsFrame(string text) =>
        text.StartsWith("import ", StringComparison.Ordinal) || text.StartsWith("using ", StringComparison.Ordinal) || text.StartsWith("from ", StringComparison.Ordinal) || text.StartsWith("export *", StringComparison.Ordinal) || AddedParts.IsComment(text);
}
