using System.Globalization;
using System.Text;

namespace Ao.Reports;

/// <summary>Makes names for people of what files are called where they come from. A name is never part of a path here, and stands in one elsewhere without harm.</summary>
internal static class AttachmentName
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 100;

    private const string Nameless = "attachment";

    // Names of devices on Windows, with any extension.
    private static readonly HashSet<string> s_reserved = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. Enumerable.Range(0, 10).SelectMany(static number => (string[])[$"COM{number}", $"LPT{number}"])],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives a name that is one: without folders, control characters, reserved words, and not among those that are taken.</summary>
    public static string Of(string? offered, IReadOnlyCollection<string> taken)
    {
        var name = Clean(offered);
        var unique = name;
        for (var number = 2; taken.Contains(unique, StringComparer.OrdinalIgnoreCase); number++)
        {
            var extension = Path.GetExtension(name);
            var suffix = string.Create(CultureInfo.InvariantCulture, $"-{number}");
            var stem = name[..^extension.Length];
            unique = stem[..Math.Min(stem.Length, MaxLength - extension.Length - suffix.Length)] + suffix + extension;
        }

        return unique;
    }

    private static string Clean(string? offered)
    {
        var last = (offered ?? "").Split('/', '\\')[^1];
        var name = new StringBuilder(last.Length);
        foreach (var character in last.Length > 4 * MaxLength ? last[^(4 * MaxLength)..] : last)
        {
            name.Append(char.IsLetterOrDigit(character) || character is '.' or '_' or '-' or ' ' or '(' or ')' or '+' or '@' ? character : '_');
        }

        var clean = name.ToString().Trim('.', ' ').TrimStart('-');
        var extension = Path.GetExtension(clean) is { Length: <= 16 } known ? known : "";
        clean = clean.Length <= MaxLength ? clean : clean[..(MaxLength - extension.Length)] + extension;
        return clean.All(static character => character is '_' or '.' or ' ' or '-') ? Nameless
            : s_reserved.Contains(clean.Split('.')[0].Trim()) ? $"_{clean}"
            : clean;
    }
}
