using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Takes large changes apart, file by file.</summary>
internal static class PartReader
{
    private const int FewestFiles = 3;
    private const int MostFiles = 60;
    private const int MostParts = 16;
    private const int MostLines = 120;

    private static readonly SketchLimits s_limits = new() { Terms = 60, Files = 1 };

    /// <summary>Gives the parts of a change. New files are none: what others have in common with them, they have with the whole.</summary>
    public static IReadOnlyList<ChangePart> Read(IReadOnlyList<DiffFile> files, Action<SketchBuilder, DiffFile, LineSample> addFile)
    {
        var looked = files.Where(static file => PathKinds.Of(file.Path) is not PathKind.Ignored).ToList();
        return looked.Count is < FewestFiles or > MostFiles ? []
            : [.. looked.Where(IsPart).OrderBy(static file => file.Path, StringComparer.Ordinal).Take(MostParts).Select(file => Part(file, addFile))];
    }

    private static bool IsPart(DiffFile file) =>
        PathKinds.Of(file.Path) is PathKind.Source && !PathKinds.IsManifest(file.Path) && file.Added.Count + file.Removed.Count <= MostLines && !(file.Hunks.Count == 1 && file.Hunks[0] is { First: 0, Count: 0 });

    private static ChangePart Part(DiffFile file, Action<SketchBuilder, DiffFile, LineSample> addFile)
    {
        var builder = new SketchBuilder(null);
        var lines = new LineSample();
        addFile(builder, file, lines);
        var sketch = builder.Build(s_limits, null, 0, 1);
        return new ChangePart(
            file.Path,
            sketch.Files[0],
            [Terms.Empty, .. ((IReadOnlyList<SketchTerm>[])[sketch.Added, sketch.Removed, sketch.Symbols, sketch.Places]).Select(static terms => Terms.Of(terms, int.MaxValue))],
            lines.Hashes,
            file.Added.Count + file.Removed.Count);
    }
}
