using System.Globalization;

namespace Ao.Benchmarks.Convergence;

/// <summary>Which repositories to compare.</summary>
internal sealed record FoldersOptions
{
    /// <summary>What the base is called in findings.</summary>
    public const string Upstream = "upstream";

    public const string Help = """
        convergence --base REPOSITORY --fork NAME=REPOSITORY [--fork NAME=REPOSITORY ...]
          finds what the histories of forks have in common. A repository is its folder, with a working tree or bare; nothing in it changes.
          --base REPOSITORY        what the forks were forked from
          --fork NAME=REPOSITORY   a fork and what to call it; once for each
          --branches all|default   which branches of a fork are read: all, or the one that it works on (all)
          --window DAYS            how far apart in time two answers may be (365)
          --min CONFIDENCE         how sure a finding is at least, from 0 to 1 (0.25)
          --top FINDINGS           how many findings are printed, the best first (100)
          --json                   prints for programs
        convergence --pairs FOLDER
          measures with a folder that holds prs.jsonl and pairs*.csv.
        convergence --records FORKSxRECORDS
          finds cases put among the made records of many forks, such as 20x10000.
        """;

    private const int MaxWindow = 36_500;
    private const int MaxName = 64;

    public required string Base { get; init; }

    /// <summary>Gets the forks: a name and a folder.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Forks { get; init; }

    /// <summary>Gets whether all branches of the forks are read, and not only those that they work on.</summary>
    public bool ReadsAllBranches { get; init; } = true;

    /// <summary>Gets how far apart in time two answers may be.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Gets how many findings are printed.</summary>
    public int Top { get; init; } = 100;

    public double MinimumConfidence { get; init; } = 0.25;

    /// <summary>Reads the options.</summary>
    /// <exception cref="AoException">One of them makes no sense; the message names it.</exception>
    public static FoldersOptions Read(IReadOnlyList<string> arguments)
    {
        var options = new FoldersOptions { Base = "", Forks = [] };
        for (var at = 0; at < arguments.Count; at += 2)
        {
            options = options.With(arguments[at], at + 1 < arguments.Count ? arguments[at + 1] : null);
        }

        return options.Base.Length == 0 ? throw new AoException("The base is missing. Give the repository that the forks left: --base REPOSITORY.")
            : options.Forks.Count == 0 ? throw new AoException("No fork is named. Give at least one: --fork NAME=REPOSITORY.")
            : options;
    }

    private FoldersOptions With(string option, string? value) => option switch
    {
        "--base" => Base.Length > 0 ? throw Wrong(option, value, "the base was named before", "Name one base")
            : value is { Length: > 0 } ? this with { Base = value }
            : throw Wrong(option, value, "no repository follows", "Give the folder of the repository that the forks left"),
        "--fork" => this with { Forks = [.. Forks, ForkOf(option, value)] },
        "--branches" => value is "all" or "default" ? this with { ReadsAllBranches = value == "all" } : throw Wrong(option, value, "it is neither of the two", "Give 'all' or 'default'"),
        "--window" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= MaxWindow ? this with { Window = TimeSpan.FromDays(days) }
            : throw Wrong(option, value, "it is no number of days", $"Give a whole number from 1 to {MaxWindow}"),
        "--min" => double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var least) && least is >= 0 and <= 1 ? this with { MinimumConfidence = least }
            : throw Wrong(option, value, "it is no confidence", "Give a number from 0 to 1, such as 0.3"),
        "--top" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top > 0 ? this with { Top = top }
            : throw Wrong(option, value, "it is no count of findings", "Give a whole number from 1"),
        _ => throw new AoException($"There is no option '{Printable.Quote(option)}'. See '--help' for those that there are."),
    };

    private KeyValuePair<string, string> ForkOf(string option, string? value)
    {
        var equals = value?.IndexOf('=') ?? -1;
        if (value is null || equals <= 0 || equals == value.Length - 1)
        {
            throw Wrong(option, value, equals < 0 ? "it has no name" : equals == 0 ? "its name is empty" : "it has no repository", "Give a name, an equals sign and the folder of the repository: --fork alder=/src/alder");
        }

        var name = value[..equals];
        return name.Length > MaxName || name.Any(char.IsControl) || Printable.Clean(name) != name || string.IsNullOrWhiteSpace(name) ? throw Wrong(option, value, $"its name is longer than {MaxName} characters, blank, or holds control characters", "Give a short plain name")
            : string.Equals(name, Upstream, StringComparison.OrdinalIgnoreCase) ? throw Wrong(option, value, $"the base is called '{Upstream}'", "Give another name")
            : Forks.Any(fork => fork.Key == name) ? throw Wrong(option, value, "another fork has this name", "Give each a name of its own")
            : KeyValuePair.Create(name, value[(equals + 1)..]);
    }

    private static AoException Wrong(string option, string? value, string reason, string remedy) =>
        new(value is null ? $"'{option}' stands without a value. {remedy}." : $"'{option} {Printable.Quote(value)}' cannot be used: {reason}. {remedy}.");
}
