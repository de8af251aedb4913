using System.Text.RegularExpressions;
using Ao.Plugins.GitHub.Texts;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Makes the log of a job short and plain: what led to its last error, without colours and times.</summary>
internal static partial class LogTail
{
    /// <summary>How much of a log's end is looked at, in bytes.</summary>
    public const int Window = 256 * 1024;

    /// <summary>How much of it is kept, in bytes of UTF-8.</summary>
    public const int Limit = 16 * 1024;

    private const string Error = "##[error]";

    /// <summary>Gives the part up to the last line that says an error, or the end where no line does: what comes after it only cleans up.</summary>
    public static string Of(string log)
    {
        var text = Printable.Clean(Colours().Replace(Times().Replace(log.Replace("\r\n", "\n", StringComparison.Ordinal), ""), ""));
        var error = text.LastIndexOf(Error, StringComparison.Ordinal);
        if (error >= 0)
        {
            var end = text.IndexOf('\n', error);
            text = end < 0 ? text : text[..end];
        }

        return Bounds.Tail(text.Trim(), Limit);
    }

    [GeneratedRegex("""\u001b(?:\[[0-9;?]{0,64}[A-Za-z]|\][^\u0007\u001b]{0,512}(?:\u0007|\u001b\\))""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Colours();

    [GeneratedRegex("""^\uFEFF?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,20}Z ?""", RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Times();
}
