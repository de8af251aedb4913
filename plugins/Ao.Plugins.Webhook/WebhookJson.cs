using System.Text.Json.Serialization;

namespace Ao.Plugins.Webhook;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(WebhookMessage))]
[JsonSerializable(typeof(QueuedMessage))]
[JsonSerializable(typeof(DeadLetter))]
internal sealed partial class WebhookJson : JsonSerializerContext;
