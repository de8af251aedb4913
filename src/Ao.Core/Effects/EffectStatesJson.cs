using System.Text.Json.Serialization;
using Ao.Consents;

namespace Ao.Effects;

/// <summary>How the states of operations and consents are kept in a snapshot; what is derived from the rest is left out.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<EffectState>))]
[JsonSerializable(typeof(IReadOnlyList<ConsentEntry>))]
[JsonSerializable(typeof(Dictionary<string, ConsentCourse>))]
[JsonSerializable(typeof(IReadOnlyList<UndeliveredQuestion>))]
internal sealed partial class EffectStatesJson : JsonSerializerContext;
