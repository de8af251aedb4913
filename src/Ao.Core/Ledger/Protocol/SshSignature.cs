using System.Security.Cryptography;
using System.Text;

namespace Ao.Ledger.Protocol;

/// <summary>A signature as <c>ssh-keygen -Y sign</c> makes it: an SSHSIG of version 1.</summary>
internal sealed class SshSignature
{
    private const string Begin = "-----BEGIN SSH SIGNATURE-----";
    private const string End = "-----END SSH SIGNATURE-----";
    private const int LineLength = 70;
    private const int MaxLength = 1024;
    private const int FieldLength = 32;
    private const uint Version = 1;

    private SshSignature(byte[] keyBlob, string space, string hash, byte[] value) => (KeyBlob, Namespace, Hash, Value) = (keyBlob, space, hash, value);

    /// <summary>Gets the key that it says to be of, as SSH writes it.</summary>
    public ReadOnlyMemory<byte> KeyBlob { get; }

    public string Namespace { get; }

    /// <summary>Gets the hash that the message goes into the signature by: <c>sha256</c>, or <c>sha512</c>, which <c>ssh-keygen</c> takes by itself.</summary>
    public string Hash { get; }

    /// <summary>Gets r and s, each in 32 bytes.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    private static ReadOnlySpan<byte> Magic => "SSHSIG"u8;

    /// <summary>Signs.</summary>
    /// <returns>The signature's bytes, without armor.</returns>
    public static byte[] Sign(ECDsa key, PublisherKey publicKey, string space, ReadOnlySpan<byte> message)
    {
        const string hash = "sha256";
        var value = key.SignData(SignedData(space, hash, message), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var numbers = new SshWriter().Integer(value.AsSpan(0, FieldLength)).Integer(value.AsSpan(FieldLength)).ToArray();
        return new SshWriter().Raw(Magic).Number(Version)
            .String(publicKey.SshBlob.Span).String(space).String("").String(hash)
            .String(new SshWriter().String(PublisherKey.SignatureAlgorithm).String(numbers).ToArray())
            .ToArray();
    }

    /// <summary>Reads a signature's bytes; <see langword="null"/> where they are none.</summary>
    public static SshSignature? Parse(ReadOnlySpan<byte> blob)
    {
        var reader = new SshReader(blob);
        if (blob.Length > MaxLength
            || !reader.TrySkip(Magic) || !reader.TryNumber(out var version) || version != Version
            || !reader.TryString(out var key) || !PublisherKey.IsSshForm(key) || !reader.TryText(out var space) || !reader.TryString(out var reserved) || !reserved.IsEmpty
            || !reader.TryText(out var hash) || hash is not ("sha256" or "sha512")
            || !reader.TryString(out var inner) || !reader.IsAtEnd)
        {
            return null;
        }

        var value = new byte[2 * FieldLength];
        var signature = new SshReader(inner);
        if (!signature.TryText(out var algorithm) || algorithm != PublisherKey.SignatureAlgorithm || !signature.TryString(out var numbers) || !signature.IsAtEnd)
        {
            return null;
        }

        var pair = new SshReader(numbers);
        return pair.TryInteger(value.AsSpan(0, FieldLength)) && pair.TryInteger(value.AsSpan(FieldLength)) && pair.IsAtEnd
            ? new SshSignature(key.ToArray(), space, hash, value)
            : null;
    }

    /// <summary>Puts a signature into its armor.</summary>
    public static string Armor(ReadOnlySpan<byte> blob)
    {
        var text = Convert.ToBase64String(blob);
        var armor = new StringBuilder(Begin).Append('\n');
        for (var start = 0; start < text.Length; start += LineLength)
        {
            armor.Append(text, start, Math.Min(LineLength, text.Length - start)).Append('\n');
        }

        return armor.Append(End).Append('\n').ToString();
    }

    /// <summary>Takes a signature out of its armor; <see langword="null"/> where it is in none.</summary>
    public static byte[]? Disarm(string armor)
    {
        var lines = armor.Length > 2 * MaxLength ? [] : (armor.EndsWith('\n') ? armor[..^1] : armor).Split('\n');
        if (lines is not [Begin, .. var middle, End])
        {
            return null;
        }

        var text = string.Concat(middle);
        var bytes = new byte[MaxLength];
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text ? bytes[..length] : null;
    }

    /// <summary>Gives what is really signed: the message's hash, with what it was meant for.</summary>
    public static byte[] SignedData(string space, string hash, ReadOnlySpan<byte> message) =>
        new SshWriter().Raw(Magic).String(space).String("").String(hash).String(hash == "sha512" ? SHA512.HashData(message) : SHA256.HashData(message)).ToArray();
}
