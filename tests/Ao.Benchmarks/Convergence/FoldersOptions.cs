using System.Globalization;

namespace Ao.Benchmarks.Convergence;

/// <summary>Which repositories to compare.</summary>
internal sealed record FoldersOptions
{
    public required string Base { get; init; }

    /// <summary>Gets the forks: a name and a folder.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Forks { get; init; }

    /// <summary>Gets how far apart in time two answers may be.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Gets how many findings are printed.</summary>
    public int Top { get; init; } = 100;

    public double MinimumConfidence { get; init; } = 0.3;

    /// <summary>Reads the options, or gives nothing where they make no sense.</summary>
    public static FoldersOptions? Read(IReadOnlyList<string> arguments)
    {
        string? source = null;
        var forks = new List<KeyValuePair<string, string>>();
        const int MaxWindow = 36_500;
        var (window, top) = (365, 100);
        for (var at = 0; at < arguments.Count; at += 2)
        {
            var value = at + 1 < arguments.Count ? arguments[at + 1] : "";
            var equals = value.IndexOf('=');
            switch (arguments[at])
            {
                case "--base" when value.Length > 0:
                    source = value;
                    break;
                case "--fork" when equals > 0:
                    forks.Add(new(value[..equals], value[(equals + 1)..]));
                    break;
                case "--window" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out window) && window is > 0 and <= MaxWindow:
                case "--top" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out top) && top > 0:
                    break;
                default:
                    return null;
            }
        }

        return source is not null && forks.Count > 0 ? new FoldersOptions { Base = source, Forks = forks, Window = TimeSpan.FromDays(window), Top = top } : null;
    }
}
