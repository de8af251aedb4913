using System.Text.Json.Serialization;

namespace Ao.Reports;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReportFacts.Captured))]
[JsonSerializable(typeof(ReportFacts.SeverityCorrected))]
[JsonSerializable(typeof(ReportFacts.Linked))]
[JsonSerializable(typeof(ReportFacts.LinkWithdrawn))]
[JsonSerializable(typeof(ReportFacts.Routed))]
[JsonSerializable(typeof(ReportFacts.IssueResolved))]
[JsonSerializable(typeof(ReportFacts.IssueLabelled))]
[JsonSerializable(typeof(ReportFacts.Mentioned))]
[JsonSerializable(typeof(ReportFacts.Planned))]
[JsonSerializable(typeof(ReportFacts.Downgraded))]
[JsonSerializable(typeof(ReportFacts.ForkReady))]
[JsonSerializable(typeof(ReportFacts.SessionStarted))]
[JsonSerializable(typeof(ReportFacts.PullRequestNoted))]
[JsonSerializable(typeof(ReportFacts.WrittenBack))]
[JsonSerializable(typeof(ReportFacts.Halted))]
[JsonSerializable(typeof(ReportFacts.Settled))]
[JsonSerializable(typeof(ReportFacts.TakenUpAgain))]
[JsonSerializable(typeof(IReadOnlyList<ReportState>))]
internal sealed partial class ReportFactsJson : JsonSerializerContext;
