using Microsoft.Extensions.Configuration;

namespace Ao.Configuration;

/// <summary>Collects what is wrong with one orchestrator's configuration, each problem with the place that it came from.</summary>
/// <param name="section">The section that the configuration was read from, where there is one.</param>
internal sealed class ConfigurationProblems(IConfiguration? section)
{
    private const int MaxProblems = 100;

    private readonly string _root = section switch
    {
        IConfigurationSection named => named.Path,
        null => AoOptions.SectionName,
        _ => "",
    };

    private readonly HashSet<string> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _lines = [];
    private int _omitted;

    /// <summary>Gets the problems, one line each.</summary>
    public IReadOnlyList<string> Lines => _omitted == 0 ? _lines : [.. _lines, $"and {_omitted} more"];

    /// <summary>Tells whether a key has a problem already, so that what follows from it need not be said.</summary>
    public bool Has(string key) => _keys.Contains(key);

    /// <summary>Adds a problem that names its place itself.</summary>
    public void AddLine(string line)
    {
        if (_lines.Count < MaxProblems)
        {
            _lines.Add(line);
        }
        else
        {
            _omitted++;
        }
    }

    /// <summary>Adds a problem.</summary>
    /// <param name="key">The key below the section, its parts joined by colons.</param>
    /// <param name="text">The reason and the remedy, to be read behind the key.</param>
    public void Add(string key, string text)
    {
        _keys.Add(key);
        var path = string.Join(':', new[] { _root, key }.Where(static part => part.Length > 0).SelectMany(static part => part.Split(':')).Select(Printable.Quote));
        var place = section is null ? null : YamlPlace.Find(section, key);
        AddLine(place is null ? $"{path}: {text}" : $"{place}: {path}: {text}");
    }
}
