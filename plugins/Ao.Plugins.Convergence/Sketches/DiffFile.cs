using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>What a unified diff does to a file.</summary>
/// <param name="path">The path after the change, or before it where the file is deleted.</param>
internal sealed class DiffFile(string path)
{
    public string Path { get; set; } = path;

    /// <summary>Gets the ranges of the old file.</summary>
    public List<LineRange> Hunks { get; } = [];

    /// <summary>Gets what stands behind the hunks' ranges: the line of the definition that they lie in.</summary>
    public List<string> Headings { get; } = [];

    public List<string> Added { get; } = [];

    public List<string> Removed { get; } = [];
}
