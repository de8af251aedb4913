using Ao.Convergence;

namespace Ao.Ledger.Bodies;

/// <summary>A sketch of a change in few bytes: each term is two numbers, its hash and its count; each range two more, its first line and how many.</summary>
internal sealed record SketchBody
{
    public required string Algorithm { get; init; }

    public IReadOnlyList<long>? Text { get; init; }

    public IReadOnlyList<long>? Added { get; init; }

    public IReadOnlyList<long>? Removed { get; init; }

    public IReadOnlyList<long>? Symbols { get; init; }

    public IReadOnlyList<long>? Places { get; init; }

    /// <summary>Gets the files: the hash of the path first, then the ranges.</summary>
    public IReadOnlyList<IReadOnlyList<long>>? Files { get; init; }

    public string? PatchId { get; init; }

    public int Lines { get; init; }

    public int FileCount { get; init; }

    public static SketchBody Of(ChangeSketch sketch) => new()
    {
        Algorithm = sketch.Algorithm,
        Text = Flat(sketch.Text),
        Added = Flat(sketch.Added),
        Removed = Flat(sketch.Removed),
        Symbols = Flat(sketch.Symbols),
        Places = Flat(sketch.Places),
        Files = sketch.Files.Count == 0 ? null : [.. sketch.Files.Select(static file => (IReadOnlyList<long>)[file.Hash, .. file.Hunks.SelectMany(static hunk => new long[] { hunk.First, hunk.Count })])],
        PatchId = sketch.PatchId,
        Lines = sketch.Lines,
        FileCount = sketch.FileCount,
    };

    /// <summary>Gives the sketch; numbers that are none of a sketch are left out.</summary>
    public ChangeSketch ToSketch() => new()
    {
        Algorithm = Algorithm,
        Text = Terms(Text),
        Added = Terms(Added),
        Removed = Terms(Removed),
        Symbols = Terms(Symbols),
        Places = Terms(Places),
        Files = [.. (Files ?? []).Where(static file => file is [>= 0 and <= uint.MaxValue, ..]).Select(static file => new SketchFile((uint)file[0], Ranges(file)))],
        PatchId = PatchId,
        Lines = Lines,
        FileCount = FileCount,
    };

    private static List<long>? Flat(IReadOnlyList<SketchTerm> terms) => terms.Count == 0 ? null : [.. terms.SelectMany(static term => new long[] { term.Hash, term.Count })];

    private static List<SketchTerm> Terms(IReadOnlyList<long>? numbers)
    {
        var terms = new List<SketchTerm>();
        for (var index = 0; index + 1 < (numbers?.Count ?? 0); index += 2)
        {
            if (numbers![index] is >= 0 and <= uint.MaxValue and var hash && numbers[index + 1] is >= 1 and <= int.MaxValue and var count)
            {
                terms.Add(new SketchTerm((uint)hash, (int)count));
            }
        }

        return terms;
    }

    private static List<LineRange> Ranges(IReadOnlyList<long> file)
    {
        var ranges = new List<LineRange>();
        for (var index = 1; index + 1 < file.Count; index += 2)
        {
            if (file[index] is >= 0 and <= int.MaxValue and var first && file[index + 1] is >= 0 and <= int.MaxValue and var count)
            {
                ranges.Add(new LineRange((int)first, (int)count));
            }
        }

        return ranges;
    }
}
