using System.Security.Cryptography;

namespace Ao.Ledger.Protocol;

/// <summary>A publisher's private key. It gives signatures and never itself.</summary>
internal sealed class LedgerSigner : IDisposable
{
    private readonly ECDsa _key;
    private readonly Lock _lock = new();

    private LedgerSigner(ECDsa key, PublisherKey publicKey) => (_key, Key) = (key, publicKey);

    public PublisherKey Key { get; }

    /// <summary>Makes a new key.</summary>
    /// <param name="pem">The key as its file keeps it.</param>
    public static LedgerSigner Make(out string pem)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        pem = key.ExportPkcs8PrivateKeyPem() + "\n";
        return Read(pem)!;
    }

    /// <summary>Reads a key from its file's text; <see langword="null"/> where it is none of P-256.</summary>
    public static LedgerSigner? Read(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (PublisherKey.Of(key.ExportSubjectPublicKeyInfo()) is { } publicKey)
            {
                // What holds no private part fails here and not when something is to be signed.
                _ = key.SignHash(new byte[32]);
                return new LedgerSigner(key, publicKey);
            }
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            // The caller says which file it was.
        }

        key.Dispose();
        return null;
    }

    /// <summary>Signs a message for a use.</summary>
    /// <returns>The signature's bytes, without armor.</returns>
    public byte[] Sign(string space, ReadOnlySpan<byte> message)
    {
        lock (_lock)
        {
            return SshSignature.Sign(_key, Key, space, message);
        }
    }

    public void Dispose() => _key.Dispose();
}
