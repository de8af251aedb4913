using System.Text.Json.Serialization;

namespace Ao.Alignment;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(AlignmentFacts.Judged))]
[JsonSerializable(typeof(AlignmentFacts.Published))]
[JsonSerializable(typeof(IReadOnlyList<AlignmentVerdict>))]
internal sealed partial class AlignmentFactsJson : JsonSerializerContext;
