using System.Text.Json.Serialization;

namespace Ao.Convergence;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(FindingFacts.Found))]
[JsonSerializable(typeof(FindingFacts.Changed))]
[JsonSerializable(typeof(FindingFacts.Received))]
[JsonSerializable(typeof(FindingFacts.Gone))]
[JsonSerializable(typeof(FindingFacts.Tried))]
[JsonSerializable(typeof(FindingFacts.Proposed))]
[JsonSerializable(typeof(FindingFacts.PatternPublished))]
[JsonSerializable(typeof(FindingFacts.Decided))]
[JsonSerializable(typeof(FindingFacts.DecisionPublished))]
[JsonSerializable(typeof(FindingFacts.SessionStarted))]
[JsonSerializable(typeof(FindingFacts.Hindered))]
[JsonSerializable(typeof(FindingFacts.PullRequestOpened))]
[JsonSerializable(typeof(PublicationAdded))]
[JsonSerializable(typeof(IReadOnlyList<FindingState>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, IReadOnlyList<PublicationAdded>>))]
internal sealed partial class FindingFactsJson : JsonSerializerContext;
