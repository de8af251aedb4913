using System.Text;

namespace Ao.Git.Ledgers;

/// <summary>Reads and writes tree objects.</summary>
internal static class TreeText
{
    /// <summary>Gets how large a tree may be, in bytes: some thousand names.</summary>
    public const int Largest = 256 * 1024;

    private const int LongestMode = 6;

    /// <summary>Reads a tree. Names are not judged here; bytes that are no text become what can be no name.</summary>
    /// <returns>The entries by their names, or <see langword="null"/> where it is no tree.</returns>
    public static IReadOnlyDictionary<string, TreeEntry>? TryRead(ReadOnlySpan<byte> content, int idBytes)
    {
        var entries = new Dictionary<string, TreeEntry>(StringComparer.Ordinal);
        while (!content.IsEmpty)
        {
            var space = content.IndexOf((byte)' ');
            var end = content.IndexOf((byte)0);
            if (space is < 1 or > LongestMode || end < space + 2 || content.Length < end + 1 + idBytes)
            {
                return null;
            }

            var name = Encoding.UTF8.GetString(content[(space + 1)..end]);
            if (!entries.TryAdd(name, new TreeEntry(name, Encoding.ASCII.GetString(content[..space]), Convert.ToHexStringLower(content.Slice(end + 1, idBytes)))))
            {
                return null;
            }

            content = content[(end + 1 + idBytes)..];
        }

        return entries;
    }

    /// <summary>Writes a tree, in the order that git wants: a folder as if its name ended with a slash.</summary>
    public static byte[] Write(IEnumerable<TreeEntry> entries)
    {
        using var tree = new MemoryStream();
        foreach (var entry in entries.OrderBy(static entry => entry.IsFolder ? entry.Name + "/" : entry.Name, StringComparer.Ordinal))
        {
            tree.Write(Encoding.ASCII.GetBytes($"{entry.Mode} {entry.Name}\0"));
            tree.Write(Convert.FromHexString(entry.Id));
        }

        return tree.ToArray();
    }
}
