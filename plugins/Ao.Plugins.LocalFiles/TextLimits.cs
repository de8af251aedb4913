namespace Ao.Plugins.LocalFiles;

/// <summary>How large what comes from outside may be.</summary>
internal static class TextLimits
{
    public const int MaxFileBytes = 32 * 1024 * 1024;
    private const int MaxTitle = 1024;
    private const int MaxText = 1024 * 1024;
    private const int MaxWords = 100;
    private const int MaxWord = 256;

    public static string Title(string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new AoException("An issue needs a title. Give one line that says what it is about.");
        }

        return Bounded("title", value, MaxTitle);
    }

    public static string Text(string name, string value) => Bounded(name, value, MaxText);

    public static IReadOnlyList<string> Words(string name, IReadOnlyList<string> values)
    {
        if (values.Count > MaxWords)
        {
            throw new AoException($"There are {values.Count} {name}, and an issue can have {MaxWords}. Give fewer.");
        }

        return [.. values.Select(value => Bounded($"text among the {name}", value, MaxWord)).Distinct(StringComparer.Ordinal)];
    }

    public static string Bounded(string name, string value, int limit)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value.Length <= limit
            ? value
            : throw new AoException($"The {name} that begins '{Printable.Quote(value)}' has {value.Length} characters, and {limit} can be kept. Shorten it, or put the rest in a file of its own.");
    }
}
