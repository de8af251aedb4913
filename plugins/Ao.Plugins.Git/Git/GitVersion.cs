using System.Diagnostics.CodeAnalysis;

namespace Ao.Plugins.Git;

/// <summary>Reads what <c>git version</c> prints.</summary>
internal static class GitVersion
{
    /// <summary>The first version that merges without a working tree.</summary>
    public static readonly Version MergeTree = new(2, 38);

    public static bool TryParse(string text, [NotNullWhen(true)] out Version? version)
    {
        version = null;
        const string Prefix = "git version ";
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var numbers = text[Prefix.Length..].Split('.', ' ', '\n');
        if (numbers.Length < 2 || !int.TryParse(numbers[0], out var major) || !int.TryParse(numbers[1], out var minor) || major < 0 || minor < 0)
        {
            return false;
        }

        version = new Version(major, minor);
        return true;
    }
}
