using System.Text.Json.Serialization;

namespace Ao.Plugins.LocalProcess;

/// <summary>What is kept of a request for as long as the run is kept. Arguments and variables are not: they may hold secrets.</summary>
/// <param name="Nonce">Tells this start from every other one.</param>
/// <param name="OutputLimit">How many bytes of output are kept.</param>
/// <param name="IsChannel">Whether the input can be written to.</param>
/// <param name="SeparatesError">Whether standard error is kept apart.</param>
internal sealed record RunRecord(string Nonce, long OutputLimit, bool IsChannel, bool SeparatesError = false);

[JsonSerializable(typeof(RunRecord))]
internal sealed partial class RunRecordJson : JsonSerializerContext;
