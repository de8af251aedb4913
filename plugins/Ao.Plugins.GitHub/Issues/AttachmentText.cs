using System.Globalization;
using System.Text;
using Ao.Files;
using Ao.Plugins.GitHub.Texts;
using Ao.Reports;

namespace Ao.Plugins.GitHub.Issues;

/// <summary>Writes attachments into a text, since GitHub's interface takes no files: name, size and hash of each, and the end of those that are text.</summary>
internal static class AttachmentText
{
    /// <summary>The most that is shown of one file, in bytes.</summary>
    private const int MaxShown = 12 * 1024;

    /// <summary>What a file's heading and its fence take at most, in characters.</summary>
    private const int Frame = 1024;

    /// <summary>Adds the attachments to a text, as far as there is room for them.</summary>
    public static async ValueTask<string> AddAsync(string text, IReadOnlyList<AttachedFile> files, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        AttachedContent.RequireRoom(0, files.Count);
        var whole = new StringBuilder(text);
        foreach (var file in files)
        {
            // Read in any case: a file that is not what its hash names is not written about.
            var content = await AttachedContent.ReadAsync(file, cancellationToken).ConfigureAwait(false);
            var description = file.Description;
            whole.Append(whole.Length == 0 ? "" : "\n\n").Append(CultureInfo.InvariantCulture, $"**Attachment** `{NameOf(description)}` ({description.Size} bytes, SHA-256 `{description.Sha256}`)");
            var room = Math.Min(MaxShown, Bounds.MaxText - whole.Length - Frame);
            if (!IsText(description.MediaType))
            {
                whole.Append(": not shown here, as GitHub's interface takes no files.");
            }
            else if (room < Frame)
            {
                whole.Append(": left out, as there is no room for it.");
            }
            else
            {
                AppendContent(whole, content, room);
            }

            if (whole.Length > Bounds.MaxText)
            {
                throw new AoException($"The text and the names of its {files.Count} attachments have more than the {Bounds.MaxText} characters that GitHub takes. Attach fewer, or say it shorter.");
            }
        }

        return whole.ToString();
    }

    private static void AppendContent(StringBuilder whole, byte[] content, int room)
    {
        var text = Printable.Clean(Bounds.Tail(Encoding.UTF8.GetString(content), room)).Replace("\r", "", StringComparison.Ordinal);
        var left = content.Length - Encoding.UTF8.GetByteCount(text);
        whole.Append(left > 0 ? string.Create(CultureInfo.InvariantCulture, $", without the first {left} bytes:") : ":");

        // A fence longer than any run of ticks in it, so that the content cannot end it.
        var fence = new string('`', Math.Min(64, LongestRun(text) + 3));
        whole.Append("\n\n").Append(fence).Append("text\n").Append(text.Replace(fence, "", StringComparison.Ordinal).TrimEnd()).Append('\n').Append(fence);
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static string NameOf(ReportAttachment description)
    {
        var name = Printable.Quote(description.Name).Replace('`', '\'');
        return name.Length == 0 ? "file" : name;
    }

    private static bool IsText(string mediaType) =>
        mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || mediaType.Contains("json", StringComparison.OrdinalIgnoreCase)
        || mediaType.Contains("xml", StringComparison.OrdinalIgnoreCase);
}
