using System.Text.RegularExpressions;

namespace Ao.Convergence;

/// <summary>Makes the trailers that credit those whose changes a pull request rests on.</summary>
internal static partial class Credits
{
    private const int MaxTrailers = 40;

    /// <summary>Gives a trailer for each author, once for each address.</summary>
    /// <param name="authors">The authors as histories name them: anyone can forge them, so that only what has the form of a name and an address is taken.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string?> authors) =>
        [.. authors.OfType<string>()
            .Select(static author => NameAndAddress().Match(author))
            .Where(static match => match.Success)
            .DistinctBy(static match => match.Groups["address"].Value, StringComparer.OrdinalIgnoreCase)
            .Take(MaxTrailers)
            .Select(static match => $"Co-authored-by: {match.Groups["name"].Value.Trim()} <{match.Groups["address"].Value}>")];

    [GeneratedRegex(@"\A(?<name>[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} .,'\-\[\]()_]{0,99})<(?<address>[A-Za-z0-9.!#$%&*+/=?^_{|}~\-\[\]]{1,64}@[A-Za-z0-9.\-]{1,120})>\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NameAndAddress();
}
