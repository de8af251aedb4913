using System.Text.Json.Serialization;

namespace Ao.Radar;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RadarFacts.Collided))]
[JsonSerializable(typeof(RadarFacts.Parted))]
[JsonSerializable(typeof(RadarFacts.Settled))]
[JsonSerializable(typeof(IReadOnlyList<RadarState>))]
internal sealed partial class RadarFactsJson : JsonSerializerContext;
