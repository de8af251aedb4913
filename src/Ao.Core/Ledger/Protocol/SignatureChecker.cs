using System.Security.Cryptography;

namespace Ao.Ledger.Protocol;

/// <summary>Verifies signatures. It keeps the key that it used last, because taking a key in costs as much as verifying.</summary>
/// <remarks>One caller at a time.</remarks>
internal sealed class SignatureChecker : IDisposable
{
    private ECDsa? _key;
    private string? _text;

    /// <summary>Tells whether a signature is a key's own, over this very message and for this very use.</summary>
    public bool Verify(PublisherKey key, string space, ReadOnlySpan<byte> message, SshSignature signature)
    {
        if (signature.Namespace != space || !signature.KeyBlob.Span.SequenceEqual(key.SshBlob.Span))
        {
            return false;
        }

        try
        {
            return Of(key).VerifyData(SshSignature.SignedData(space, signature.Hash, message), signature.Value.Span, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            // Numbers that no signature has.
            return false;
        }
    }

    public void Dispose() => _key?.Dispose();

    private ECDsa Of(PublisherKey key)
    {
        if (_key is null || _text != key.Text)
        {
            _key?.Dispose();
            _key = ECDsa.Create();
            _key.ImportSubjectPublicKeyInfo(key.Info.Span, out _);
            _text = key.Text;
        }

        return _key;
    }
}
