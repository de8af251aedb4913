using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ao.Duplicates;

/// <summary>The key that reports have in common when they say the same but for what differs at each occurrence.</summary>
/// <remarks>
/// Two reports have one key when their kind, their component and the words of title and body are the same. Case, white space, punctuation and the order of words do not count,
/// and neither do numbers, times, ids, paths and addresses, nor who reported it and when.
/// A report with hardly a word beyond those is known by its exact text instead.
/// </remarks>
public static class ContentKey
{
    /// <summary>With fewer words than this, what would be masked is what tells reports apart.</summary>
    private const int FewestWords = 4;

    /// <summary>Gives the key of a report.</summary>
    /// <param name="document">The report.</param>
    /// <returns>32 hexadecimal digits.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="document"/> is <see langword="null"/>.</exception>
    public static string Of(ReportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);

        var title = Words(document.Title);
        var body = Words(document.Body);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, "ao-content/1");
        Append(hash, document.Type.ToString());
        Append(hash, string.Join(';', Components.Of(document.Component)));
        if (title.Count + body.Count < FewestWords)
        {
            Append(hash, "exact");
            Append(hash, Collapse(document.Title));
            Append(hash, Collapse(document.Body));
        }
        else
        {
            Append(hash, title);
            Append(hash, body);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>Gives a hash of each lasting word, in the order of the hashes: the order of words is lost on purpose.</summary>
    private static List<UInt128> Words(string text)
    {
        var tokens = new List<Token>();
        TextScanner.Scan(text, tokens, int.MaxValue);
        var words = new List<UInt128>(tokens.Count);
        Span<char> lower = stackalloc char[64];
        foreach (var token in tokens)
        {
            if ((token.Traits & (TokenTraits.Volatile | TokenTraits.Part)) == 0)
            {
                var length = text.AsSpan(token.Start, token.Length).ToLowerInvariant(lower);
                words.Add(XxHash128.HashToUInt128(MemoryMarshal.AsBytes(lower[..length])));
            }
        }

        words.Sort();
        return words;
    }

    private static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static void Append(IncrementalHash hash, List<UInt128> words)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, words.Count);
        hash.AppendData(bytes[..4]);
        foreach (var word in words)
        {
            BinaryPrimitives.WriteUInt128LittleEndian(bytes, word);
            hash.AppendData(bytes);
        }
    }

    /// <summary>UTF-16, so that no text is lost or made equal to another by its encoding, behind its length.</summary>
    private static void Append(IncrementalHash hash, string text)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        hash.AppendData(length);
        hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
