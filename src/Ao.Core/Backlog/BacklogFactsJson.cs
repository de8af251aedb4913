using System.Text.Json.Serialization;

namespace Ao.Backlog;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BacklogFacts.Taken))]
[JsonSerializable(typeof(BacklogFacts.Started))]
[JsonSerializable(typeof(BacklogFacts.Marked))]
[JsonSerializable(typeof(BacklogFacts.IssueClosed))]
[JsonSerializable(typeof(BacklogFacts.SessionTold))]
[JsonSerializable(typeof(BacklogFacts.Failed))]
[JsonSerializable(typeof(BacklogFacts.Resumed))]
[JsonSerializable(typeof(BacklogFacts.Parted))]
[JsonSerializable(typeof(BacklogFacts.FoundAtomic))]
[JsonSerializable(typeof(BacklogFacts.Left))]
[JsonSerializable(typeof(BacklogFacts.Finished))]
[JsonSerializable(typeof(BacklogFacts.BreakdownRefused))]
[JsonSerializable(typeof(BacklogFacts.BreakdownAccepted))]
[JsonSerializable(typeof(BacklogFacts.PartCreated))]
[JsonSerializable(typeof(BacklogFacts.Divided))]
[JsonSerializable(typeof(BacklogFacts.PartsClosed))]
[JsonSerializable(typeof(IReadOnlyList<BacklogItem>))]
internal sealed partial class BacklogFactsJson : JsonSerializerContext;
