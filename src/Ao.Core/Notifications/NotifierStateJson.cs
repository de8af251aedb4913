using System.Text.Json.Serialization;

namespace Ao.Notifications;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(NotifierState))]
internal sealed partial class NotifierStateJson : JsonSerializerContext;
