using System.Text;
using System.Text.RegularExpressions;

namespace Ao.Plugins.GitLab.Checks;

/// <summary>Makes a job's log readable: without colours, section marks and overwritten lines.</summary>
internal static partial class TraceText
{
    /// <summary>The most that is kept, in bytes.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int MaxStep = 200;

    // Sections of GitLab's own that say nothing about what failed.
    private static readonly HashSet<string> s_own = new(StringComparer.Ordinal)
    {
        "prepare_executor", "prepare_script", "get_sources", "restore_cache", "download_artifacts", "step_script", "build_script", "after_script", "archive_cache", "archive_cache_on_failure", "upload_artifacts_on_success", "upload_artifacts_on_failure", "cleanup_file_variables", "resolve_secrets", "section_end",
    };

    /// <summary>Reads the end of a log.</summary>
    /// <returns>The text, and the step that it ended in: a section that was begun and not ended, else the last command.</returns>
    public static (string Excerpt, string? Step) Read(ReadOnlySpan<byte> tail)
    {
        var raw = Encoding.UTF8.GetString(tail);
        var plain = Ansi().Replace(raw, "");
        var step = SectionOf(plain);
        var lines = new List<string>();
        foreach (var line in Section().Replace(plain, "").Split('\n'))
        {
            // A carriage return writes over what was there, as progress bars do.
            var shown = line.TrimEnd('\r');
            lines.Add(Printable.Clean(shown[(shown.LastIndexOf('\r') + 1)..]));
        }

        return (Clip(string.Join('\n', lines).Trim('\n')), step ?? CommandOf(lines));
    }

    private static string? SectionOf(string text)
    {
        var open = new List<string>();
        foreach (Match mark in Section().Matches(text))
        {
            var name = mark.Groups["name"].Value;
            if (mark.Groups["kind"].Value == "start")
            {
                open.Add(name);
            }
            else
            {
                open.Remove(name);
            }
        }

        return open.FindLast(static name => !s_own.Contains(name));
    }

    private static string? CommandOf(List<string> lines)
    {
        var line = lines.FindLast(static line => line.StartsWith("$ ", StringComparison.Ordinal));
        return line is null ? null : Printable.Line(line.Length > MaxStep ? Printable.Clean(line[2..MaxStep]) : line[2..]);
    }

    private static string Clip(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= MaxBytes)
        {
            return text;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var start = bytes.Length - MaxBytes;
        while (start < bytes.Length && (bytes[start] & 0xC0) == 0x80)
        {
            start++;
        }

        return Encoding.UTF8.GetString(bytes.AsSpan(start));
    }

    [GeneratedRegex(@"\x1b(\[[0-9;?]{0,64}[ -/]{0,4}[@-~]|\][^\x07\x1b]{0,512}(\x07|\x1b\\)|[@-Z\\-_])", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Ansi();

    [GeneratedRegex(@"section_(?<kind>start|end):[0-9]{1,20}:(?<name>[A-Za-z0-9_.\-]{1,100})(\[[^\]\r\n]{0,200}\])?\r?", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Section();
}
