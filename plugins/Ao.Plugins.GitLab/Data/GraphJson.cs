using System.Text.Json.Serialization;

namespace Ao.Plugins.GitLab.Data;

/// <summary>The JSON of the GraphQL interface.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GraphRequest))]
[JsonSerializable(typeof(LooksAnswer))]
[JsonSerializable(typeof(SyncAnswer))]
internal sealed partial class GraphJson : JsonSerializerContext;
