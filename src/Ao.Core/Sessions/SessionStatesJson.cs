using System.Text.Json.Serialization;

namespace Ao.Sessions;

/// <summary>How the states of sessions are kept in a snapshot; what is derived from the rest is left out.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SessionProjectionState))]
internal sealed partial class SessionStatesJson : JsonSerializerContext;
