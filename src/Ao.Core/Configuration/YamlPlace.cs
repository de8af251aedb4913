using Microsoft.Extensions.Configuration;

namespace Ao.Configuration;

/// <summary>Where a key came from: asked for through the configuration itself, so that it works for sections, chained configurations and layers alike.</summary>
/// <remarks>The YAML provider answers each of its keys, with <see cref="Suffix"/> appended, with the place and the value that it read there. The suffix is a control
/// character, which no key of a file may hold.</remarks>
internal static class YamlPlace
{
    public const string Suffix = "\u0001place";
    private const char Separator = '\u0001';

    public static string Encode(string place, string? value) => $"{place}{Separator}{value}";

    /// <summary>Gives <c>file:line:column</c> of a key, or of what it is missing from; <see langword="null"/> where it came from elsewhere or was overridden.</summary>
    public static string? Find(IConfiguration section, string key)
    {
        while (true)
        {
            if (section[key + Suffix] is { } found)
            {
                var end = found.IndexOf(Separator, StringComparison.Ordinal);
                var isCurrent = string.Equals(found[(end + 1)..], section[key] ?? "", StringComparison.Ordinal);
                return isCurrent ? found[..end] : null;
            }

            if (key.Length == 0 || section[key] is not null)
            {
                return null;
            }

            key = key[..Math.Max(key.LastIndexOf(':'), 0)];
        }
    }
}
