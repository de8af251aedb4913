using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Which lines of which files are changed, by the hashes of the files' paths.</summary>
internal sealed class FileRanges
{
    private readonly uint[] _files;
    private readonly LineRange[][] _ranges;

    private FileRanges(uint[] files, LineRange[][] ranges) => (_files, _ranges) = (files, ranges);

    public static FileRanges Empty { get; } = new([], []);

    public int Count => _files.Length;

    /// <summary>Gets the hashes of the paths, in order.</summary>
    public IReadOnlyList<uint> Keys => _files;

    /// <summary>Gets the changed ranges of each file.</summary>
    public IReadOnlyList<LineRange[]> Values => _ranges;

    public static FileRanges Of(IEnumerable<SketchFile> files, int most)
    {
        var byFile = files.GroupBy(static file => file.Hash).OrderBy(static file => file.Key).ToList();
        return byFile.Count == 0 ? Empty : new FileRanges([.. byFile.Select(static file => file.Key)], [.. byFile.Select(file => (LineRange[])[.. file.SelectMany(part => part.Hunks.Take(most))])]);
    }

    public static FileRanges Sum(IReadOnlyList<FileRanges> parts) =>
        parts.Count == 1 ? parts[0] : Of(parts.SelectMany(static part => part._files.Zip(part._ranges, static (file, ranges) => new SketchFile(file, ranges))), int.MaxValue);

    public bool Contains(uint file) => Array.BinarySearch(_files, file) >= 0;

    /// <summary>Gives the changed ranges of a file; <see langword="null"/> where it is not changed.</summary>
    public LineRange[]? Find(uint file) => Array.BinarySearch(_files, file) is >= 0 and var at ? _ranges[at] : null;
}
