using System.Text.Json.Serialization;

namespace Ao.Plugins.GitLab;

/// <summary>The JSON of what the plugin keeps on disk.</summary>
[JsonSerializable(typeof(Dictionary<string, long>))]
[JsonSerializable(typeof(List<KeptOperation>))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class StateJson : JsonSerializerContext;
