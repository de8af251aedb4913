using System.Text.Json.Serialization;

namespace Ao.Plugins.Codex.Setup;

[JsonSerializable(typeof(RunRecord))]
internal sealed partial class RunRecordJson : JsonSerializerContext;
