using System.Text.Json.Serialization;

namespace Ao.Governance;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PolicyFacts.Adopted))]
[JsonSerializable(typeof(PolicyFacts.Denied), TypeInfoPropertyName = "PolicyDenied")]
[JsonSerializable(typeof(PoliciesSnapshot))]
internal sealed partial class GovernanceJson : JsonSerializerContext;
