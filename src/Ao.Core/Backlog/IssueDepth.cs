using System.Globalization;
using System.Text.RegularExpressions;
using Ao.Reports;

namespace Ao.Backlog;

/// <summary>How deep an issue lies in a breakdown, by a mark in its text. Where there are several, the deepest counts: a forged one can only lead to less being broken down.</summary>
internal static partial class IssueDepth
{
    public static string MarkOf(int depth) => ReportMarkers.Of("depth", depth.ToString(CultureInfo.InvariantCulture));

    public static int Of(string body) =>
        Mark().Matches(body).Select(static match => int.Parse(match.Groups["depth"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();

    [GeneratedRegex("<!-- ao:depth:(?<depth>[0-9]{1,3}) -->", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();
}
