using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ao.Plugins.LocalFiles;

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(IssueFile))]
[JsonSerializable(typeof(ReportFile))]
[JsonSerializable(typeof(OperationFile))]
[JsonSerializable(typeof(StateFile))]
internal sealed partial class LocalFilesJson : JsonSerializerContext;
