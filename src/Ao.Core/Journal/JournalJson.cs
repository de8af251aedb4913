using System.Text.Json.Serialization;

namespace Ao.Journal;

/// <summary>How the journal's own small records are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = false)]
[JsonSerializable(typeof(JournalOwner))]
[JsonSerializable(typeof(JournalRecovered))]
internal sealed partial class JournalJson : JsonSerializerContext;
