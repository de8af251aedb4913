using System.Security.Cryptography;
using System.Text;

namespace Ao.Git.Histories;

/// <summary>Tells a patch by what it changes, as <c>git patch-id</c> does: without line numbers, white space and the order of files.</summary>
internal static class PatchIdentity
{
    /// <summary>Gives the identity of a patch. It is this host's own and not that of <c>git patch-id</c>.</summary>
    public static string Of(string patch)
    {
        var files = new List<string>();
        var file = new StringBuilder();
        var isHeader = false;
        foreach (var line in patch.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("diff --git ", StringComparison.Ordinal))
            {
                Add(files, file);
                isHeader = true;
            }
            else if (line.StartsWith("@@ ", StringComparison.Ordinal))
            {
                isHeader = false;
                continue;
            }
            else if (isHeader && (line.StartsWith("index ", StringComparison.Ordinal) || line.StartsWith("similarity index ", StringComparison.Ordinal)))
            {
                continue;
            }

            foreach (var character in line)
            {
                if (!char.IsWhiteSpace(character))
                {
                    file.Append(character);
                }
            }
        }

        Add(files, file);
        files.Sort(StringComparer.Ordinal);
        return Hash(string.Concat(files));
    }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Add(List<string> files, StringBuilder file)
    {
        if (file.Length > 0)
        {
            files.Add(Hash(file.ToString()));
            file.Clear();
        }
    }
}
