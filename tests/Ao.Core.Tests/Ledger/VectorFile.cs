using System.Text.Json.Serialization;

namespace Ao.Core.Tests.Ledger;

/// <summary>The test vectors of docs/protocols/ledger-vectors.json.</summary>
internal sealed record VectorFile(string About, DateTimeOffset Now, VectorKey Publisher, VectorKey Other, VectorRecord Record, IReadOnlyList<VectorChain> Chains);

internal sealed record VectorKey(string PrivateKeyPem, string PublicKey, string ForkId, string Fingerprint, string AllowedSigner);

internal sealed record VectorRecord(string PayloadType, string Payload, string Id, string SignedBytes, string Line);

internal sealed record VectorChain(string Name, IReadOnlyList<VectorCommit> Commits, IReadOnlyList<string> Accepted, IReadOnlyList<VectorRefusal> Refused, bool IsBreach);

internal sealed record VectorCommit(string Id, string Content, IReadOnlyDictionary<string, string> Files, IReadOnlyList<string> Removed);

internal sealed record VectorRefusal(int Sequence, int Line, string Cause);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(VectorFile))]
internal sealed partial class VectorJson : JsonSerializerContext;
