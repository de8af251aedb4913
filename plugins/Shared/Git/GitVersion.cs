using System.Diagnostics.CodeAnalysis;

namespace Ao.Git;

/// <summary>Reads what <c>git version</c> prints, and knows which releases are fit to read repositories that agents write.</summary>
internal static class GitVersion
{
    /// <summary>The first release of each line whose upload-pack fetches nothing by itself. In the ones before, a fetch from a workspace can start a program that its configuration names.</summary>
    private static readonly Version[] s_fixed = [new(2, 39, 4), new(2, 40, 2), new(2, 41, 1), new(2, 42, 2), new(2, 43, 4), new(2, 44, 1), new(2, 45, 1)];

    /// <summary>Gets what to install, for messages.</summary>
    public static string Required => $"git {s_fixed[^1]} or newer, or one of the mended older releases: {string.Join(", ", s_fixed[..^1].Select(static version => version.ToString()))} and later ones of the same line";

    public static bool IsFixed(Version version) =>
        version >= s_fixed[^1] || s_fixed.Any(first => first.Major == version.Major && first.Minor == version.Minor && version >= first);

    /// <summary>Reads major, minor and patch level; what a packager adds is passed over.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Version? version)
    {
        version = null;
        const string Prefix = "git version ";
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var numbers = text[Prefix.Length..].Split('.', ' ', '-', '\n');
        if (numbers.Length < 2 || !IsNumber(numbers[0], out var major) || !IsNumber(numbers[1], out var minor))
        {
            return false;
        }

        version = new Version(major, minor, numbers.Length > 2 && IsNumber(numbers[2], out var patch) ? patch : 0);
        return true;
    }

    private static bool IsNumber(string text, out int number) => int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number);
}
