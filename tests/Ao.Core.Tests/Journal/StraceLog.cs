using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ao.Core.Tests.Journal;

/// <summary>Reads what strace wrote, one file a thread, into one sequence.</summary>
/// <remarks>With one appender every request follows from the one before it, so that the times of their beginnings order them.</remarks>
internal static partial class StraceLog
{
    public static IReadOnlyList<DiskEvent> Read(string traces, string pattern, string folder) =>
        [.. Directory.EnumerateFiles(traces, pattern)
            .SelectMany(File.ReadLines)
            .Select(line => Line().Match(line))
            .Where(match => match.Success)
            .Select(match => (Time: decimal.Parse(match.Groups["time"].Value, CultureInfo.InvariantCulture), Event: Parse(match.Groups["call"].Value, match.Groups["arguments"].Value, folder)))
            .Where(entry => entry.Event is not null)
            .OrderBy(entry => entry.Time)
            .Select(entry => entry.Event!)];

    private static DiskEvent? Parse(string call, string arguments, string folder)
    {
        if (call == "write")
        {
            // The runtime writes to a copy of the descriptor of standard output: the text tells.
            return Text(arguments) is { } text && text.StartsWith("ack ", StringComparison.Ordinal)
                ? new DiskEvent(DiskEventKind.Acknowledge, text["ack ".Length..].TrimEnd('\n'), 0, [])
                : null;
        }

        var path = call == "unlink" ? Text(arguments)! : Unescape(Descriptor().Match(arguments).Groups["path"].Value);
        if (path == folder && call is ("fsync" or "fdatasync"))
        {
            return new DiskEvent(DiskEventKind.FlushFolder, "", 0, []);
        }

        if (Path.GetDirectoryName(path) != folder || !Path.GetFileName(path).StartsWith("journal.db", StringComparison.Ordinal) || path.EndsWith("-shm", StringComparison.Ordinal))
        {
            return null;
        }

        var file = Path.GetFileName(path);
        return call switch
        {
            "pwrite64" => new DiskEvent(DiskEventKind.Write, file, Last(arguments), Bytes(arguments)),
            "ftruncate" => new DiskEvent(DiskEventKind.Truncate, file, Last(arguments), []),
            "unlink" => new DiskEvent(DiskEventKind.Remove, file, 0, []),
            "fsync" or "fdatasync" => new DiskEvent(DiskEventKind.Flush, file, 0, []),
            _ => throw new InvalidOperationException($"The model does not know the call {call}({arguments}"),
        };
    }

    private static long Last(string arguments) => long.Parse(arguments[(arguments.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture);

    private static string? Text(string arguments) => Quoted().Match(arguments) is { Success: true } match ? Encoding.UTF8.GetString(Convert.FromHexString(match.Groups["hex"].Value.Replace("\\x", "", StringComparison.Ordinal))) : null;

    private static byte[] Bytes(string arguments) => Convert.FromHexString(Quoted().Match(arguments).Groups["hex"].Value.Replace("\\x", "", StringComparison.Ordinal));

    private static string Unescape(string path) => path.StartsWith("\\x", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromHexString(path.Replace("\\x", "", StringComparison.Ordinal))) : path;

    [GeneratedRegex(@"^(?<time>\d+\.\d+) (?<call>\w+)\((?<arguments>.*)\)\s+= \d")]
    private static partial Regex Line();

    [GeneratedRegex("\"(?<hex>(\\\\x[0-9a-f]{2})*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\d+<(?<path>[^>]*)>")]
    private static partial Regex Descriptor();
}
