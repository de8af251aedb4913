using System.Text.Json.Serialization;
using Ao.Scm;

namespace Ao.Forks;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ForkFacts.Adopted))]
[JsonSerializable(typeof(ForkFacts.Looked))]
[JsonSerializable(typeof(ForkFacts.NotSeen))]
[JsonSerializable(typeof(ForkFacts.Synced))]
[JsonSerializable(typeof(ForkFacts.Ruled))]
[JsonSerializable(typeof(ForkFacts.Drifted))]
[JsonSerializable(typeof(ForkFacts.Declared))]
[JsonSerializable(typeof(ForkFacts.Registered))]
[JsonSerializable(typeof(ForkFacts.Unregistered))]
[JsonSerializable(typeof(ForkSyncResult))]
[JsonSerializable(typeof(IReadOnlyList<ForkState>))]
internal sealed partial class ForksJson : JsonSerializerContext;
