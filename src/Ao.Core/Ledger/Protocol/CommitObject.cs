using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ao.Ledger.Protocol;

/// <summary>A commit object of git: what it says, and what its signature is over.</summary>
internal sealed class CommitObject
{
    private CommitObject(IReadOnlyList<string> parents, string? signature, byte[] signed) => (Parents, Signature, Signed) = (parents, signature, signed);

    public IReadOnlyList<string> Parents { get; }

    /// <summary>Gets the armored signature; <see langword="null"/> where there is none, or more than one.</summary>
    public string? Signature { get; }

    /// <summary>Gets the object without its signature.</summary>
    public ReadOnlyMemory<byte> Signed { get; }

    /// <summary>Reads a commit object; <see langword="null"/> where it is none.</summary>
    public static CommitObject? Parse(ReadOnlySpan<byte> content)
    {
        var parents = new List<string>();
        var signatures = new List<string>();
        using var signed = new MemoryStream(content.Length);
        var rest = content;
        while (TryLine(ref rest, out var line))
        {
            if (line.IsEmpty)
            {
                signed.WriteByte((byte)'\n');
                signed.Write(rest);
                return new CommitObject(parents, signatures is [var only] ? only : null, signed.ToArray());
            }

            var header = line;
            var isSignature = header.StartsWith("gpgsig "u8) || header.StartsWith("gpgsig-sha256 "u8);
            var value = new StringBuilder(Encoding.Latin1.GetString(header[(header.IndexOf((byte)' ') + 1)..]));
            Write(signed, header, isSignature);
            while (rest is [(byte)' ', ..] && TryLine(ref rest, out line))
            {
                value.Append('\n').Append(Encoding.Latin1.GetString(line[1..]));
                Write(signed, line, isSignature);
            }

            if (isSignature)
            {
                signatures.Add(value.ToString());
            }
            else if (header.StartsWith("parent "u8))
            {
                parents.Add(value.ToString());
            }
        }

        return null;
    }

    /// <summary>Tells whether a commit object has the id that it is called by.</summary>
    public static bool HasId(ReadOnlySpan<byte> content, string id)
    {
        byte[] whole = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"commit {content.Length}\0")), .. content];
#pragma warning disable CA5350 // It is what git calls objects by; what is signed is hashed by SHA-256.
        return id == Convert.ToHexStringLower(id.Length == 64 ? SHA256.HashData(whole) : SHA1.HashData(whole));
#pragma warning restore CA5350
    }

    private static void Write(MemoryStream signed, ReadOnlySpan<byte> line, bool isSignature)
    {
        if (!isSignature)
        {
            signed.Write(line);
            signed.WriteByte((byte)'\n');
        }
    }

    private static bool TryLine(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        var end = rest.IndexOf((byte)'\n');
        line = end < 0 ? default : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return end >= 0;
    }
}
