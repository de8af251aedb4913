namespace Ao.TestSupport;

/// <summary>A program that writes down its arguments exactly.</summary>
public static class ArgumentLog
{
    private const string Script = "for argument; do printf '%s\\0' \"$argument\"; done";

    /// <summary>Gives the arguments of <c>sh</c> that make it print its further ones, each ended by a NUL.</summary>
    public static IReadOnlyList<string> ToOutput(IEnumerable<string> arguments) => ["-c", Script, "sh", .. arguments];

    /// <summary>Gives the arguments of <c>sh</c> that make it write its further ones into a file, each ended by a NUL.</summary>
    public static IReadOnlyList<string> ToFile(string file, IEnumerable<string> arguments) => ["-c", $"file=$1; shift; {{ {Script}; }} >\"$file\"", "sh", file, .. arguments];

    /// <summary>Reads what was written.</summary>
    public static IReadOnlyList<string> Read(string text) => text.Length == 0 ? [] : text[..^1].Split('\0');
}
