using System.Text.Json.Serialization;

namespace Ao.Plugins.Tmux;

[JsonSerializable(typeof(RunRecord))]
internal sealed partial class TmuxJson : JsonSerializerContext;
