using System.Text.Json.Serialization;

namespace Ao.Plugins.OpenCode;

/// <summary>How this plugin's own files are read and written.</summary>
[JsonSerializable(typeof(OpenCodeRun))]
internal sealed partial class OpenCodeJson : JsonSerializerContext;
