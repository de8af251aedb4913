using System.Text.Json.Serialization;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Looks;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IdsVariables))]
[JsonSerializable(typeof(IdsAnswer))]
[JsonSerializable(typeof(LookVariables))]
[JsonSerializable(typeof(LookAnswer))]
[JsonSerializable(typeof(RemarksVariables))]
[JsonSerializable(typeof(RemarksAnswer))]
[JsonSerializable(typeof(PullRequestReading))]
internal sealed partial class LookJson : JsonSerializerContext;
