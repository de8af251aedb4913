using System.Text.Json.Serialization;
using Ao.Consents;

namespace Ao.Effects;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(EffectFacts.Intended))]
[JsonSerializable(typeof(EffectFacts.Succeeded))]
[JsonSerializable(typeof(EffectFacts.Failed), TypeInfoPropertyName = "EffectFailed")]
[JsonSerializable(typeof(EffectFacts.Unknown), TypeInfoPropertyName = "EffectUnknown")]
[JsonSerializable(typeof(EffectFacts.Declared), TypeInfoPropertyName = "EffectDeclared")]
[JsonSerializable(typeof(ConsentFacts.Requested), TypeInfoPropertyName = "ConsentRequested")]
[JsonSerializable(typeof(ConsentFacts.Answered))]
[JsonSerializable(typeof(ConsentFacts.Withdrawn))]
[JsonSerializable(typeof(ConsentFacts.Expired))]
[JsonSerializable(typeof(ConsentFacts.Used))]
[JsonSerializable(typeof(ConsentFacts.Returned))]
[JsonSerializable(typeof(ConsentFacts.Reminded))]
[JsonSerializable(typeof(ConsentFacts.Escalated))]
[JsonSerializable(typeof(ConsentFacts.NotDelivered))]
[JsonSerializable(typeof(ConsentFacts.SeenTo))]
[JsonSerializable(typeof(AuditAnchor))]
[JsonSerializable(typeof(InstanceName))]
internal sealed partial class EffectFactsJson : JsonSerializerContext;
