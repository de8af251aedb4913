namespace Ao.Reports;

/// <summary>Marks in the text of issues and pull requests, by which they are found again. A page that shows the text does not show them.</summary>
internal static class ReportMarkers
{
    private const string Begin = "<!-- ao:";

    public static string Of(string name, string value) => $"{Begin}{name}:{value} -->";

    /// <summary>Takes the power from marks that somebody wrote into a text, and from comments that could hide the rest of it.</summary>
    public static string Disarm(string text) => text.Replace("<!--", "&lt;!--", StringComparison.Ordinal).Replace("-->", "--&gt;", StringComparison.Ordinal);
}
