using System.Text.Json.Serialization;

namespace Ao.Plugins.Codex.Interactive;

[JsonSerializable(typeof(TypedText))]
internal sealed partial class TypedTextJson : JsonSerializerContext;
