using System.Text.Json.Serialization;

namespace Ao.Notifications;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NotificationFacts.Undelivered))]
[JsonSerializable(typeof(NotificationFacts.Redelivered))]
[JsonSerializable(typeof(NotificationFacts.Dismissed), TypeInfoPropertyName = "NotificationDismissed")]
[JsonSerializable(typeof(IReadOnlyList<UndeliveredNotification>))]
internal sealed partial class NotificationFactsJson : JsonSerializerContext;
