using System.Text.Json;
using Ao.Agents;
using Ao.Scm;

namespace Ao.Plugins.Command;

/// <summary>Reads a reviewer's verdict.</summary>
internal static class ProtocolVerdict
{
    private const int MostFindings = 100;
    private const int LongestName = 200;
    private const int LongestPath = 1024;
    private const int LongestText = 4 * 1024;

    public static VerdictGiven Read(ProtocolObject line, long cursor, DateTimeOffset? at)
    {
        var verdict = line.Required("verdict", LongestName) switch
        {
            "pass" => ReviewVerdict.Approve,
            "blocker" => ReviewVerdict.RequestChanges,
            var other => throw new ProtocolException($"The verdict '{Printable.Quote(other)}' is not known; it is pass or blocker"),
        };
        var findings = line.List("findings", MostFindings, ReadFinding);
        return verdict == ReviewVerdict.RequestChanges && findings.Count == 0
            ? throw new ProtocolException("The blocker has no findings; it names at least one thing that has to change")
            : new VerdictGiven { Cursor = cursor, At = at, Verdict = verdict, Summary = line.Text("summary") ?? "", Findings = findings };
    }

    /// <summary>Reads a finding: a text, or an object. One is not lost for a severity or a line that cannot be understood.</summary>
    private static VerdictFinding ReadFinding(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => new VerdictFinding { Text = ProtocolObject.Cut(item.GetString()!, LongestText) },
        JsonValueKind.Object => ReadFinding(new ProtocolObject(item, LongestText)),
        _ => throw new ProtocolException("The field 'findings' holds something else than texts and objects"),
    };

    private static VerdictFinding ReadFinding(ProtocolObject finding) => new()
    {
        Text = finding.Required("text", LongestText),
        Severity = finding.Text("severity", LongestName) switch
        {
            "note" => FindingSeverity.Note,
            "minor" => FindingSeverity.Minor,
            "major" => FindingSeverity.Major,
            "blocker" => FindingSeverity.Blocker,
            _ => null,
        },
        Category = finding.Text("category", LongestName),
        Path = finding.Text("path", LongestPath),
        Line = finding.Count("line") is > 0 and <= int.MaxValue and var line ? (int)line : null,
    };
}
