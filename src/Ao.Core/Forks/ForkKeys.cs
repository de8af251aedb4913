using System.Security.Cryptography;

namespace Ao.Forks;

/// <summary>How a fork is known by its key: the first 16 hexadecimal digits of the SHA-256 of its SubjectPublicKeyInfo.</summary>
internal static class ForkKeys
{
    public const int IdLength = 16;

    public static bool IsForkId(string text) => text.Length == IdLength && text.All(static digit => char.IsAsciiDigit(digit) || digit is >= 'a' and <= 'f');

    /// <summary>Checks that a text is a fork id.</summary>
    /// <exception cref="AoException">It is not.</exception>
    public static void Require(string? text)
    {
        if (text is null || !IsForkId(text))
        {
            throw new AoException($"'{Printable.Quote(ShortText.Of(text ?? "", 100))}' is no fork id. Write its 16 hexadecimal digits, in lower case.");
        }
    }

    /// <summary>Gives the fork id of a key.</summary>
    /// <param name="publicKey">The base64 of the key's SubjectPublicKeyInfo.</param>
    /// <returns>The id, or <see langword="null"/> where the text is no such key.</returns>
    public static string? IdOf(string publicKey)
    {
        var bytes = new byte[publicKey.Length];
        if (!Convert.TryFromBase64String(publicKey, bytes, out var length))
        {
            return null;
        }

        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(bytes.AsSpan(0, length), out var read);
            return read == length ? IdOf(bytes.AsSpan(0, length)) : null;
        }
        catch (CryptographicException)
        {
            // What is no key of this kind.
            return null;
        }
    }

    public static string IdOf(ReadOnlySpan<byte> subjectPublicKeyInfo) => Convert.ToHexStringLower(SHA256.HashData(subjectPublicKeyInfo))[..IdLength];
}
