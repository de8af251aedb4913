using System.Text.Json.Serialization;

namespace Ao.Reviews;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ReviewFacts.RoundStarted))]
[JsonSerializable(typeof(ReviewFacts.ReviewerRunning))]
[JsonSerializable(typeof(ReviewFacts.RoundFailed))]
[JsonSerializable(typeof(ReviewFacts.VerdictTaken))]
[JsonSerializable(typeof(ReviewFacts.RoundOutdated))]
[JsonSerializable(typeof(ReviewFacts.FindingsSent))]
[JsonSerializable(typeof(ReviewFacts.Stalled))]
[JsonSerializable(typeof(ReviewFacts.WentOn))]
[JsonSerializable(typeof(ReviewFacts.Dismissed))]
[JsonSerializable(typeof(ReviewFacts.RoundRequested))]
[JsonSerializable(typeof(ReviewFacts.ThreadPosted))]
[JsonSerializable(typeof(ReviewFacts.ThreadResolved))]
[JsonSerializable(typeof(IReadOnlyList<ReviewState>))]
internal sealed partial class ReviewFactsJson : JsonSerializerContext;
