using System.Text;

namespace Ao.Git;

/// <summary>Writes the few files that make a repository. It takes no process, and no template of a person's comes in.</summary>
internal static class RepositoryFiles
{
    public static void WriteBare(string gitDir, string configuration)
    {
        Write(gitDir, configuration, "ref: refs/heads/main");
        Directory.CreateDirectory(Path.Combine(gitDir, "info"));

        // Ao's git takes files as they are, byte for byte: no filter, no line-end conversion, whatever .gitattributes say.
        File.WriteAllText(Path.Combine(gitDir, "info", "attributes"), "* -text -ident -filter -working-tree-encoding\n");
    }

    /// <summary>Writes a repository that borrows its objects.</summary>
    /// <param name="gitDir">Its folder.</param>
    /// <param name="configuration">Its configuration.</param>
    /// <param name="head">The content of HEAD.</param>
    /// <param name="objects">The folder of objects that it borrows.</param>
    /// <param name="references">Its references.</param>
    public static void WriteBorrowing(string gitDir, string configuration, string head, string objects, IEnumerable<(string Name, string Id)> references)
    {
        Write(gitDir, configuration, head);
        Directory.CreateDirectory(Path.Combine(gitDir, "objects", "info"));
        File.WriteAllText(Path.Combine(gitDir, "objects", "info", "alternates"), objects + "\n");
        var packed = new StringBuilder();
        foreach (var (name, id) in references.OrderBy(static reference => reference.Name, StringComparer.Ordinal))
        {
            packed.Append(id).Append(' ').Append(name).Append('\n');
        }

        File.WriteAllText(Path.Combine(gitDir, "packed-refs"), packed.ToString());
    }

    private static void Write(string gitDir, string configuration, string head)
    {
        Directory.CreateDirectory(Path.Combine(gitDir, "objects", "pack"));
        Directory.CreateDirectory(Path.Combine(gitDir, "refs", "heads"));
        File.WriteAllText(Path.Combine(gitDir, "config"), configuration);
        File.WriteAllText(Path.Combine(gitDir, "HEAD"), head + "\n");
    }
}
