using System.Text.Json.Serialization;

namespace Ao.Ledger.Bodies;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, Converters = [typeof(Rfc3339Converter)])]
[JsonSerializable(typeof(IdentityBody))]
[JsonSerializable(typeof(PeersBody))]
[JsonSerializable(typeof(ReportBody))]
[JsonSerializable(typeof(ChangeBody))]
[JsonSerializable(typeof(PatternBody))]
[JsonSerializable(typeof(DependencyBody))]
[JsonSerializable(typeof(LinkBody))]
[JsonSerializable(typeof(ObserveBody))]
[JsonSerializable(typeof(WithdrawBody))]
[JsonSerializable(typeof(VerdictBody))]
[JsonSerializable(typeof(AdoptBody))]
[JsonSerializable(typeof(DeclineBody))]
internal sealed partial class LedgerBodiesJson : JsonSerializerContext;
