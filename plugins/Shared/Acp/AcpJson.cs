using System.Text.Json.Serialization;

namespace Ao.Acp;

/// <summary>How the client's own files are read and written.</summary>
[JsonSerializable(typeof(AcpRun))]
[JsonSerializable(typeof(AcpStep))]
internal sealed partial class AcpJson : JsonSerializerContext;
