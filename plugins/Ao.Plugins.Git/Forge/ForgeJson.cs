using System.Text.Json.Serialization;
using Ao.Plugins.Git.Issues;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>The JSON that the local forge keeps: on one line, in ASCII.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PullRequestRecord))]
[JsonSerializable(typeof(ForkRecord))]
[JsonSerializable(typeof(Check))]
[JsonSerializable(typeof(CheckSlot[]))]
[JsonSerializable(typeof(ReviewRecord))]
[JsonSerializable(typeof(ThreadRecord))]
[JsonSerializable(typeof(IssueRecord))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class ForgeJson : JsonSerializerContext;
