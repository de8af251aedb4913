using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Ao.Reports;
using Ao.Scm;
using Ao.Trackers;

namespace Ao.Sessions.Steps;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PullRequest))]
[JsonSerializable(typeof(ReportReceipt))]
[JsonSerializable(typeof(Fork))]
[JsonSerializable(typeof(Issue))]
[JsonSerializable(typeof(Review))]
[JsonSerializable(typeof(ReviewThread))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class EffectResultsJson : JsonSerializerContext;
