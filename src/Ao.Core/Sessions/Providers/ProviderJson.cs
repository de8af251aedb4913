using System.Text.Json.Serialization;

namespace Ao.Sessions.Providers;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProviderFacts.Limited))]
[JsonSerializable(typeof(ProviderFacts.Eased))]
[JsonSerializable(typeof(List<ProviderState>))]
internal sealed partial class ProviderJson : JsonSerializerContext;
