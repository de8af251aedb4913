using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>What a unified diff does to a file.</summary>
/// <param name="path">The path after the change, or before it where the file is deleted.</param>
internal sealed class DiffFile(string path)
{
    private readonly List<LineRange> _hunks = [];
    private readonly List<string> _added = [];
    private readonly List<string> _removed = [];
    private int _line;
    private int _first = -1;

    public string Path { get; set; } = path;

    /// <summary>Gets the ranges of the old file that are changed, without the lines around them.</summary>
    public IReadOnlyList<LineRange> Hunks => _hunks;

    /// <summary>Gets what stands behind the hunks' ranges: the line of the definition that they lie in.</summary>
    public List<string> Headings { get; } = [];

    public IReadOnlyList<string> Added => _added;

    public IReadOnlyList<string> Removed => _removed;

    /// <summary>Goes to a line of the old file.</summary>
    public void Begin(int line)
    {
        EndRun();
        _line = line;
    }

    public void Add(string line)
    {
        Open();
        _added.Add(line);
    }

    public void Remove(string line)
    {
        Open();
        _removed.Add(line);
        _line++;
    }

    /// <summary>Passes over a line that stays.</summary>
    public void Pass()
    {
        EndRun();
        _line++;
    }

    public void EndRun()
    {
        if (_first >= 0)
        {
            var count = _line - _first;
            _hunks.Add(new LineRange(count == 0 ? _first - 1 : _first, count));
            _first = -1;
        }
    }

    private void Open() => _first = _first < 0 ? Math.Max(1, _line) : _first;
}
