using System.Security.Cryptography;
using Ao.Ledger.Protocol;

namespace Ao.Core.Tests.Ledger;

/// <summary>Makes signatures that the product does not make: by SHA-512, with a reserved part.</summary>
internal static class SshSignatures
{
    public static byte[] Make(string pem, PublisherKey key, string space, ReadOnlySpan<byte> message, string hash = "sha256", string reserved = "")
    {
        using var signer = ECDsa.Create();
        signer.ImportFromPem(pem);
        var value = signer.SignData(SshSignature.SignedData(space, hash, message), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var numbers = new SshWriter().Integer(value.AsSpan(0, 32)).Integer(value.AsSpan(32)).ToArray();
        return new SshWriter().Raw("SSHSIG"u8).Number(1)
            .String(key.SshBlob.Span).String(space).String(reserved).String(hash)
            .String(new SshWriter().String(PublisherKey.SignatureAlgorithm).String(numbers).ToArray())
            .ToArray();
    }
}
