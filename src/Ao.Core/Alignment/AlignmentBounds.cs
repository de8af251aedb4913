namespace Ao.Alignment;

/// <summary>Cuts what comes from sources to what is kept, and takes out what steers a terminal.</summary>
internal static class AlignmentBounds
{
    private const int MostReferences = 20;
    private const int MostTests = 50;
    private const int LongestName = 200;
    private const int LongestPath = 400;
    private const int LongestText = 200;
    private const int LongestReason = 600;

    public static AlignmentAlert Of(AlignmentAlert alert) => alert with
    {
        Name = Line(alert.Name, LongestName),
        RenamedTo = alert.RenamedTo is null ? null : Line(alert.RenamedTo, LongestName),
        Definition = Of(alert.Definition),
        References = [.. alert.References.Take(MostReferences).Select(Of)],
        Tests = [.. alert.Tests.Where(static path => path.Length is > 0 and <= LongestPath).Take(MostTests)],
        Reason = Line(alert.Reason, LongestReason),
    };

    // A path is kept as it is: it is compared with paths of other looks, and quoted where it is shown.
    private static SourceLine Of(SourceLine line) => new(ShortText.Of(line.Path, LongestPath), line.Line, Line(line.Text, LongestText));

    private static string Line(string text, int most) => ShortText.Clean(Printable.Line(text), most);
}
