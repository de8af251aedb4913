using System.Text.Json.Serialization;

namespace Ao.Reactions;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReactionFacts.Watched))]
[JsonSerializable(typeof(ReactionFacts.Begun))]
[JsonSerializable(typeof(ReactionFacts.Compared))]
[JsonSerializable(typeof(ReactionFacts.RerunAsked))]
[JsonSerializable(typeof(ReactionFacts.Attributed))]
[JsonSerializable(typeof(ReactionFacts.Sent))]
[JsonSerializable(typeof(ReactionFacts.Acted))]
[JsonSerializable(typeof(ReactionFacts.Stale))]
[JsonSerializable(typeof(ReactionFacts.Escalated))]
[JsonSerializable(typeof(ReactionFacts.Settled))]
[JsonSerializable(typeof(ReactionFacts.Reset))]
[JsonSerializable(typeof(ReactionFacts.Signalled))]
[JsonSerializable(typeof(ReactionSnapshot))]
internal sealed partial class ReactionFactsJson : JsonSerializerContext;
