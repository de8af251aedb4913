using System.Text.Json.Serialization;
using Ao.Scm;

namespace Ao.Claims;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClaimFacts.Held))]
[JsonSerializable(typeof(ClaimFacts.Assigned))]
[JsonSerializable(typeof(ClaimFacts.Kept))]
[JsonSerializable(typeof(ClaimFacts.Lost))]
[JsonSerializable(typeof(ClaimFacts.Released))]
[JsonSerializable(typeof(WorkClaim))]
[JsonSerializable(typeof(IReadOnlyList<ClaimState>))]
internal sealed partial class ClaimFactsJson : JsonSerializerContext;
