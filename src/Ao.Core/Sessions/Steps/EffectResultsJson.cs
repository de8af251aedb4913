using System.Text.Json.Serialization;
using Ao.Reports;
using Ao.Scm;

namespace Ao.Sessions.Steps;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PullRequest))]
[JsonSerializable(typeof(ReportReceipt))]
internal sealed partial class EffectResultsJson : JsonSerializerContext;
