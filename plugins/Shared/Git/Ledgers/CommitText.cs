using System.Globalization;
using System.Text;

namespace Ao.Git.Ledgers;

/// <summary>What is read of a commit object.</summary>
/// <param name="Tree">Its tree.</param>
/// <param name="Parents">What it builds on.</param>
internal sealed record CommitText(string Tree, IReadOnlyList<string> Parents)
{
    /// <summary>Gets how large a commit may be, in bytes.</summary>
    public const int Largest = 64 * 1024;

    private const int LongestSignature = 16 * 1024;
    private const int LongestName = 200;

    /// <summary>Reads the lines at the beginning of a commit.</summary>
    /// <returns><see langword="null"/> where it is no commit.</returns>
    public static CommitText? TryRead(ReadOnlySpan<byte> content)
    {
        string? tree = null;
        var parents = new List<string>();
        foreach (var line in content.Split((byte)'\n'))
        {
            var text = Encoding.ASCII.GetString(content[line]);
            if (tree is null)
            {
                tree = IdOf(text, "tree ");
                if (tree is null)
                {
                    return null;
                }
            }
            else if (IdOf(text, "parent ") is { } parent)
            {
                parents.Add(parent);
            }
            else
            {
                break;
            }
        }

        return tree is null ? null : new CommitText(tree, parents);
    }

    /// <summary>Writes a commit without a signature: what is signed.</summary>
    public static byte[] Write(string tree, string? parent, string author, string forkId, DateTimeOffset at, string message)
    {
        var who = string.Create(CultureInfo.InvariantCulture, $"{NameOf(author)} <{forkId}@ao.invalid> {at.ToUnixTimeSeconds()} +0000");
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"tree {tree}\n");
        if (parent is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"parent {parent}\n");
        }

        return Encoding.UTF8.GetBytes(text.Append(CultureInfo.InvariantCulture, $"author {who}\ncommitter {who}\n\n{LineOf(message)}\n").ToString());
    }

    /// <summary>Puts a signature into a commit, where git looks for one.</summary>
    /// <exception cref="AoException">It is no armored signature.</exception>
    public static byte[] Sign(ReadOnlySpan<byte> commit, string header, string signature)
    {
        var lines = signature.TrimEnd('\n').Split('\n');
        if (signature.Length > LongestSignature || lines.Length < 3 || lines.Any(static line => line.Length == 0 || line.Any(static character => character is < ' ' or > '~')) || !lines[0].StartsWith("-----BEGIN ", StringComparison.Ordinal) || !lines[^1].StartsWith("-----END ", StringComparison.Ordinal))
        {
            throw new AoException("What should sign a commit of a ledger gave no armored signature. Give lines of text from '-----BEGIN SSH SIGNATURE-----' to '-----END SSH SIGNATURE-----'.");
        }

        var end = commit.IndexOf("\n\n"u8) + 1;
        return [.. commit[..end], .. Encoding.ASCII.GetBytes($"{header} {string.Join("\n ", lines)}\n"), .. commit[end..]];
    }

    /// <summary>Gives a commit as it was before it was signed.</summary>
    public static byte[] WithoutSignature(ReadOnlySpan<byte> commit, string header)
    {
        var blank = commit.IndexOf("\n\n"u8);
        var start = commit.IndexOf(Encoding.ASCII.GetBytes($"\n{header} ")) + 1;
        if (start < 1 || blank < start)
        {
            return commit.ToArray();
        }

        var end = start;
        do
        {
            end += commit[end..].IndexOf((byte)'\n') + 1;
        }
        while (end < commit.Length && commit[end] == ' ');
        return [.. commit[..start], .. commit[end..]];
    }

    private static string? IdOf(string line, string key) => line.StartsWith(key, StringComparison.Ordinal) && Revision.IsRevision(line[key.Length..]) ? line[key.Length..] : null;

    private static string NameOf(string author)
    {
        var name = LineOf(string.Concat(author.Where(static character => character is not ('<' or '>')))).Trim(' ', '.', ',', ':', ';', '"', '\'');
        return name.Length == 0 ? "Ao" : name.Length > LongestName ? name[..LongestName].TrimEnd() : name;
    }

    private static string LineOf(string text) => Printable.Clean(text).ReplaceLineEndings(" ").Replace('\t', ' ').Trim();
}
