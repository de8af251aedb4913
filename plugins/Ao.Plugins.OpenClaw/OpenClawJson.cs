using System.Text.Json.Serialization;

namespace Ao.Plugins.OpenClaw;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AgentRequest))]
[JsonSerializable(typeof(WakeRequest))]
[JsonSerializable(typeof(GatewayAnswer))]
[JsonSerializable(typeof(ReceivedAnswer))]
[JsonSerializable(typeof(List<HeldNote>))]
[JsonSerializable(typeof(RefusedNote))]
internal sealed partial class OpenClawJson : JsonSerializerContext;
