using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ao.Plugins;

/// <summary>A version as Semantic Versioning 2.0 orders it. Build metadata is dropped: it has no part in the order.</summary>
internal sealed record SemanticVersion(int Major, int Minor, int Patch, string Prerelease) : IComparable<SemanticVersion>
{
    private const int MaxLength = 64;

    public static bool TryParse(string? text, [NotNullWhen(true)] out SemanticVersion? version)
    {
        version = null;
        if (text is null || text.Length is 0 or > MaxLength)
        {
            return false;
        }

        var core = text.Split('+', 2)[0].Split('-', 2);
        var numbers = core[0].Split('.');
        if (numbers.Length != 3 || !TryParseNumber(numbers[0], out var major) || !TryParseNumber(numbers[1], out var minor) || !TryParseNumber(numbers[2], out var patch))
        {
            return false;
        }

        var prerelease = core.Length == 2 ? core[1] : "";
        if ((core.Length == 2 && prerelease.Length == 0) || !text.All(static character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '+'))
        {
            return false;
        }

        version = new SemanticVersion(major, minor, patch, prerelease);
        return true;
    }

    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        var core = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return core != 0 ? core : ComparePrerelease(Prerelease, other.Prerelease);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}{(Prerelease.Length == 0 ? "" : "-")}{Prerelease}");

    private static int ComparePrerelease(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            // A release comes behind its own prereleases.
            return right.Length.CompareTo(left.Length);
        }

        var a = left.Split('.');
        var b = right.Split('.');
        for (var index = 0; index < Math.Min(a.Length, b.Length); index++)
        {
            var leftIsNumber = TryParseNumber(a[index], out var leftNumber);
            var rightIsNumber = TryParseNumber(b[index], out var rightNumber);
            var order = (leftIsNumber, rightIsNumber) switch
            {
                (true, true) => leftNumber.CompareTo(rightNumber),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(a[index], b[index]),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    private static bool TryParseNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
