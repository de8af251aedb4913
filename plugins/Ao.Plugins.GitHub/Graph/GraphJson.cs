using System.Text.Json.Serialization;

namespace Ao.Plugins.GitHub.Graph;

/// <summary>The JSON of the GraphQL documents that read and write single things.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ViewerAnswer))]
[JsonSerializable(typeof(PullRequestVariables))]
[JsonSerializable(typeof(StandingAnswer))]
[JsonSerializable(typeof(EnqueueAnswer))]
[JsonSerializable(typeof(ThreadsVariables))]
[JsonSerializable(typeof(ThreadVariables))]
[JsonSerializable(typeof(ThreadsAnswer))]
internal sealed partial class GraphJson : JsonSerializerContext;
