using System.Text;
using Ao.Reports;

namespace Ao.Plugins.GitLab.Issues;

/// <summary>What the texts of issues may hold.</summary>
internal static class IssueText
{
    private const int MaxWords = 100;
    private const int MaxWord = 255;

    /// <summary>Joins labels as GitLab takes them: with commas, which therefore none can hold.</summary>
    public static string Labels(IReadOnlyList<string> labels)
    {
        RequireFew("labels", labels.Count);
        var bad = labels.FirstOrDefault(static label => string.IsNullOrWhiteSpace(label) || label.Length > MaxWord || label.Contains(',', StringComparison.Ordinal));
        return bad is null ? string.Join(',', labels.Distinct(StringComparer.Ordinal))
            : throw new AoException($"'{Printable.Quote(bad)}' cannot be a label. Give 1 to {MaxWord} characters without a comma.");
    }

    /// <summary>Requires that a list is short enough.</summary>
    public static void RequireFew(string name, int count)
    {
        if (count > MaxWords)
        {
            throw new AoException($"There are {count} {name}, and {MaxWords} can be given. Give fewer.");
        }
    }

    /// <summary>Gives a text that names the files that go along with it. Their content stays with the orchestrator.</summary>
    public static string WithFiles(string text, IReadOnlyList<AttachedFile> files)
    {
        if (files.Count == 0)
        {
            return text;
        }

        var whole = new StringBuilder(text);
        whole.Append(whole.Length == 0 ? "" : "\n\n").Append("Files kept by the orchestrator:\n");
        foreach (var file in files)
        {
            var description = file.Description;
            whole.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n- `{Printable.Line(description.Name).Replace('`', '\'')}` ({Printable.Quote(description.MediaType)}, {description.Size} bytes, SHA-256 `{Printable.Quote(description.Sha256)}`)");
        }

        return whole.ToString();
    }
}
