using System.Text.Json.Serialization;

namespace Ao.Channels;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(List<OpenQuestion>))]
internal sealed partial class OpenQuestionsJson : JsonSerializerContext;
