using System.Text.Json.Serialization;

namespace Ao.Plugins.GitHub.Notes;

/// <summary>The JSON of what the plugin keeps in its data folder.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(OperationNote))]
[JsonSerializable(typeof(PushTargetNote))]
[JsonSerializable(typeof(Dictionary<string, long>), TypeInfoPropertyName = "Runs")]
internal sealed partial class NotesJson : JsonSerializerContext;
