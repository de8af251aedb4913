using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ao.Ledger;

namespace Ao.TestSupport.Fakes;

/// <summary>Makes commits of chains as git would, without git.</summary>
public static class LedgerCommits
{
    /// <summary>Makes a commit.</summary>
    /// <param name="parent">The commit that it builds on.</param>
    /// <param name="files">The files that it writes.</param>
    /// <param name="message">What it says.</param>
    /// <param name="at">When it is made.</param>
    /// <param name="sign">What signs it; <see langword="null"/> for nobody.</param>
    /// <param name="removed">The paths that it removes.</param>
    public static LedgerCommit Make(string? parent, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, string message, DateTimeOffset at, Func<ReadOnlyMemory<byte>, string>? sign, IReadOnlyList<string>? removed = null)
    {
        var tree = Sha1(Encoding.UTF8.GetBytes(string.Join('\n', files.OrderBy(static file => file.Key, StringComparer.Ordinal).Select(static file => $"{file.Key} {Sha1(file.Value.ToArray())}").Concat(removed ?? []))));
        var person = string.Create(CultureInfo.InvariantCulture, $"ao <ao@localhost> {at.ToUnixTimeSeconds()} +0000");
        var head = $"tree {tree}\n{(parent is null ? "" : $"parent {parent}\n")}author {person}\ncommitter {person}\n";
        var content = $"{head}\n{message}\n";
        if (sign?.Invoke(Encoding.UTF8.GetBytes(content)) is { } signature)
        {
            content = $"{head}gpgsig {signature.TrimEnd('\n').Replace("\n", "\n ", StringComparison.Ordinal)}\n\n{message}\n";
        }

        var bytes = Encoding.UTF8.GetBytes(content);
        return new LedgerCommit { Id = IdOf(bytes), Content = bytes, Files = files, Removed = removed ?? [] };
    }

    /// <summary>Gives the id of a commit object.</summary>
    public static string IdOf(ReadOnlySpan<byte> content) => Sha1([.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"commit {content.Length}\0")), .. content]);

#pragma warning disable CA5350 // It is what git calls objects by.
    private static string Sha1(byte[] bytes) => Convert.ToHexStringLower(SHA1.HashData(bytes));
#pragma warning restore CA5350
}
