using System.Security.Cryptography;

namespace Ao.Ledger.Protocol;

/// <summary>A publisher's public key: a point of the curve P-256.</summary>
internal sealed class PublisherKey
{
    private const string Algorithm = "ecdsa-sha2-nistp256";
    private const string Curve = "nistp256";
    private const int PointLength = 65;

    // Everything of a SubjectPublicKeyInfo of this curve before the point. There is one form only, so that a key has one id.
    private static readonly byte[] s_prefix = Convert.FromHexString("3059301306072A8648CE3D020106082A8648CE3D030107034200");

    // And everything of the form of SSH before the coordinates.
    private static readonly byte[] s_sshPrefix = new SshWriter().String(Algorithm).String(Curve).Number(PointLength).Raw([4]).ToArray();

    private readonly byte[] _info;

    private PublisherKey(byte[] info)
    {
        _info = info;
        Text = Convert.ToBase64String(info);
        ForkId = Convert.ToHexStringLower(SHA256.HashData(info))[..16];
        SshBlob = new SshWriter().String(Algorithm).String(Curve).String(Point).ToArray();
        Fingerprint = "SHA256:" + Convert.ToBase64String(SHA256.HashData(SshBlob.Span)).TrimEnd('=');
    }

    /// <summary>Gets the SubjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> Info => _info;

    /// <summary>Gets the SubjectPublicKeyInfo in Base64.</summary>
    public string Text { get; }

    /// <summary>Gets the id of a publisher that begins with this key.</summary>
    public string ForkId { get; }

    /// <summary>Gets the key as SSH writes it.</summary>
    public ReadOnlyMemory<byte> SshBlob { get; }

    /// <summary>Gets the fingerprint, as <c>ssh-keygen -l</c> shows it.</summary>
    public string Fingerprint { get; }

    private ReadOnlySpan<byte> Point => _info.AsSpan(s_prefix.Length);

    public bool Is(PublisherKey other) => Text == other.Text;

    /// <summary>Reads a SubjectPublicKeyInfo; <see langword="null"/> where it is no key of this curve in its one form.</summary>
    public static PublisherKey? Of(ReadOnlySpan<byte> info)
    {
        if (info.Length != s_prefix.Length + PointLength || !info.StartsWith(s_prefix) || info[s_prefix.Length] != 4)
        {
            return null;
        }

        try
        {
            // Whether it is a point of the curve is seen when it is taken in.
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(info, out _);
            return new PublisherKey(info.ToArray());
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Reads a SubjectPublicKeyInfo in Base64.</summary>
    public static PublisherKey? Of(string? text)
    {
        Span<byte> info = stackalloc byte[s_prefix.Length + PointLength];
        return text is { Length: <= 200 } && Convert.TryFromBase64String(text, info, out var length) && Convert.ToBase64String(info[..length]) == text ? Of(info[..length]) : null;
    }

    /// <summary>Tells whether bytes have the form in which SSH writes a key of this curve, whether there is such a point or not.</summary>
    public static bool IsSshForm(ReadOnlySpan<byte> blob) => blob.Length == s_sshPrefix.Length + PointLength - 1 && blob.StartsWith(s_sshPrefix);

    /// <summary>Reads a key as SSH writes it.</summary>
    public static PublisherKey? OfSsh(ReadOnlySpan<byte> blob) => IsSshForm(blob) ? Of([.. s_prefix, .. blob[^PointLength..]]) : null;

    /// <summary>Gives the line for a file of allowed signers.</summary>
    /// <param name="forkId">Whom the key signs for.</param>
    public string AllowedSigner(string forkId) => $"{forkId} namespaces=\"{LedgerFormat.RecordNamespace},{LedgerFormat.CommitNamespace}\" {Algorithm} {Convert.ToBase64String(SshBlob.Span)}";

    public static string SignatureAlgorithm => Algorithm;
}
