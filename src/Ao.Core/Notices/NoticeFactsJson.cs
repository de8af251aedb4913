using System.Text.Json.Serialization;

namespace Ao.Notices;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NoticeFacts.Raised))]
[JsonSerializable(typeof(NoticeFacts.Closed))]
[JsonSerializable(typeof(IReadOnlyList<Notice>))]
internal sealed partial class NoticeFactsJson : JsonSerializerContext;
