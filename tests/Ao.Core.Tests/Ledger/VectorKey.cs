namespace Ao.Core.Tests.Ledger;

/// <summary>A key of the vectors.</summary>
internal sealed record VectorKey(string PrivateKeyPem, string PublicKey, string ForkId, string Fingerprint, string AllowedSigner);
