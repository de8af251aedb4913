using System.Globalization;
using System.Text;
using Ao.Convergence;
using Ao.Prompts;

namespace Ao.Radar;

/// <summary>Writes what sessions and people are told of collisions. Names of files are the agents' own: they are bounded, and fenced as theirs.</summary>
internal static class RadarTexts
{
    /// <summary>How many other sessions one message names. What is left is told by the next.</summary>
    public const int MaxNews = 10;

    private const int MaxFiles = 10;
    private const int MaxPath = 200;
    private const int MaxPlaces = 5;

    /// <summary>Writes the message to a session.</summary>
    public static string ToSession(IReadOnlyList<RadarNews> news)
    {
        var text = new StringBuilder("Other work in this project is about to collide with yours: merged on trial, as the workspaces are now, the changes conflict. Nothing was merged, and your workspace was not touched.\n");
        foreach (var one in news)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nSession '{one.Other}', which began {(one.IsLater ? "before" : "after")} you{(one.OtherHasProposed ? " and has proposed its change" : "")}, changes the same places:\n")
                .Append(Fence.Around(new OutsideText($"the workspaces of the two sessions", ListOf(one.Files, one.IsLater, "your", "its"))))
                .Append('\n')
                .Append(one.OtherHasProposed || one.IsLater
                    ? "Please coordinate: leave these places to it where your task allows, or keep what you change there as small as you can. Where you need them all the same, go on, and say so when you claim to be done.\n"
                    : "It was told too where it can be. Go on, keep what you change there as small as you can, and say in what you propose what you rely on there.\n");
        }

        return text.Append("\nYou are told once; again only when more files come to it.").ToString();
    }

    /// <summary>Writes the title of the notice to people.</summary>
    public static string TitleOf(RadarPair pair) => $"The changes that sessions '{pair.Earlier}' and '{pair.Later}' propose conflict with each other";

    /// <summary>Writes the notice to people.</summary>
    public static string ToPeople(RadarPair pair, IReadOnlyList<RadarFile> files) => Printable.Clean(
        $"""
        {(pair.Told.Count == 0 ? "Neither could be told before it proposed its change." : "They were told before, and have proposed their changes all the same.")} Whichever is merged second will conflict. Decide which is merged first, and have the other take it in.

        {ListOf(files, isLater: false, $"lines of {pair.Earlier}:", $"lines of {pair.Later}:", isNamed: true)}
        """.ReplaceLineEndings("\n"));

    private static string ListOf(IReadOnlyList<RadarFile> files, bool isLater, string ours, string theirs, bool isNamed = false)
    {
        var text = new StringBuilder();
        foreach (var file in files.Take(MaxFiles))
        {
            var (own, others) = isLater ? (file.LaterLines, file.EarlierLines) : (file.EarlierLines, file.LaterLines);
            text.Append("- ").Append(ShortText.Of(Printable.Line(file.Path), MaxPath)).Append(": ")
                .Append(ours).Append(isNamed ? " " : " lines ").Append(LinesOf(own)).Append("; ")
                .Append(theirs).Append(isNamed ? " " : " lines ").Append(LinesOf(others)).Append('\n');
        }

        if (files.Count > MaxFiles)
        {
            text.Append(CultureInfo.InvariantCulture, $"- and {files.Count - MaxFiles} more files\n");
        }

        return text.ToString();
    }

    private static string LinesOf(IReadOnlyList<LineRange> lines) =>
        lines.Count == 0 ? "(all)" : string.Join(", ", lines.Take(MaxPlaces).Select(LinesOf)) + (lines.Count > MaxPlaces ? " and more" : "");

    private static string LinesOf(LineRange lines) => lines.Count switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"behind {lines.First}"),
        1 => lines.First.ToString(CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{lines.First}-{(long)lines.First + lines.Count - 1}"),
    };
}
