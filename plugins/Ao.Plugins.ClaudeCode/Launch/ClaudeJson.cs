using System.Text.Json.Serialization;
using Ao.Plugins.ClaudeCode.Interactive;

namespace Ao.Plugins.ClaudeCode.Launch;

/// <summary>How the files that this plugin keeps for itself are read and written.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(Sighting))]
internal sealed partial class ClaudeJson : JsonSerializerContext;
