using System.Text.RegularExpressions;

namespace Ao.Plugins.GitLab.MergeRequests;

/// <summary>GitLab keeps in the title whether a merge request is a draft.</summary>
internal static partial class DraftTitle
{
    private const string Prefix = "Draft: ";

    /// <summary>Gives a title that says whether it is a draft.</summary>
    public static string Make(string title, bool isDraft)
    {
        title = Strip(Marks.RequireTitle(title));
        return Marks.RequireTitle(isDraft ? Prefix + title : title);
    }

    /// <summary>Gives a title without what says that it is a draft.</summary>
    public static string Strip(string title)
    {
        var bare = AtStart().Replace(title, "");
        return bare.Length == 0 ? title : bare;
    }

    [GeneratedRegex(@"^\s*(\[draft\]\s*|\(draft\)\s*|draft:\s*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AtStart();
}
