using System.Text.Json.Serialization;
using Ao.Scm;

namespace Ao.Alignment;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Check))]
internal sealed partial class AlignmentEffectsJson : JsonSerializerContext;
