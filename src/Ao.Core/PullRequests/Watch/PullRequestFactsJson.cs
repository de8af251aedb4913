using System.Text.Json.Serialization;
using Ao.Scm;

namespace Ao.PullRequests.Watch;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(PullRequestFacts.Observed))]
[JsonSerializable(typeof(PullRequestReading))]
[JsonSerializable(typeof(IReadOnlyList<ObservedPullRequest>))]
internal sealed partial class PullRequestFactsJson : JsonSerializerContext;
