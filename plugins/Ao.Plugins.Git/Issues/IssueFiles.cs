using System.Text;
using Ao.Files;
using Ao.Reports;

namespace Ao.Plugins.Git.Issues;

/// <summary>Keeps the files of issues as objects of the control repository.</summary>
internal static class IssueFiles
{
    /// <summary>Writes files behind those that an issue has.</summary>
    public static async ValueTask<IReadOnlyList<IssueFileRecord>> WriteAsync(ControlRepository control, int present, IReadOnlyList<AttachedFile> files, CancellationToken cancellationToken)
    {
        AttachedContent.RequireRoom(present, files.Count);
        var written = new List<IssueFileRecord>(files.Count);
        foreach (var file in files)
        {
            var content = await AttachedContent.ReadAsync(file, cancellationToken).ConfigureAwait(false);
            var blob = await control.ReadAsync(new GitCall("hash-object", "-w", "--stdin") { Bytes = content }, cancellationToken).ConfigureAwait(false);
            written.Add(new IssueFileRecord(AttachedContent.FileNameOf(present + written.Count + 1, file.Description.Name), blob, file.Description));
        }

        return written;
    }

    /// <summary>Writes the tree of an issue's files; <see langword="null"/> where it has none.</summary>
    public static async ValueTask<string?> TreeOfAsync(ControlRepository control, IReadOnlyList<IssueFileRecord> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
        {
            return null;
        }

        var entries = new StringBuilder();
        foreach (var file in files)
        {
            entries.Append("100644 blob ").Append(file.Blob).Append('\t').Append(file.File).Append('\0');
        }

        return await control.ReadAsync(new GitCall("mktree", "-z") { Input = entries.ToString() }, cancellationToken).ConfigureAwait(false);
    }
}
