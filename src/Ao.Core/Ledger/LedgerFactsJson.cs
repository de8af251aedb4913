using System.Text.Json.Serialization;

namespace Ao.Ledger;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LedgerFacts.Taken))]
[JsonSerializable(typeof(LedgerFacts.Held))]
[JsonSerializable(typeof(LedgerFacts.Suspended))]
[JsonSerializable(typeof(LedgerFacts.Trusted))]
[JsonSerializable(typeof(LedgerFacts.Published))]
[JsonSerializable(typeof(LeftLedger))]
[JsonSerializable(typeof(IReadOnlyList<LedgerState>))]
internal sealed partial class LedgerFactsJson : JsonSerializerContext;
