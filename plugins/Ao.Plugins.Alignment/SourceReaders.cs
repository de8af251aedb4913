using Ao.Plugins.Alignment.CSharp;
using Ao.Plugins.Alignment.Plain;

namespace Ao.Plugins.Alignment;

/// <summary>Gives the reader of a file, by its name.</summary>
internal static class SourceReaders
{
    private const int LongestLine = 5_000;
    private static readonly CSharpReader s_csharp = new();

    /// <summary>Gives the reader; <see langword="null"/> where the language is not known.</summary>
    public static ISourceReader? Find(string path) =>
        path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? s_csharp : Languages.Find(path) is { } language ? new PlainReader(language) : null;

    /// <summary>Tells whether a person wrote the text: what a program has packed is passed over.</summary>
    public static bool IsWritten(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.Length > LongestLine)
            {
                return false;
            }
        }

        return true;
    }
}
