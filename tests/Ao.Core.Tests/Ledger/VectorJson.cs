using System.Text.Json.Serialization;

namespace Ao.Core.Tests.Ledger;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(VectorFile))]
internal sealed partial class VectorJson : JsonSerializerContext;
