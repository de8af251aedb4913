using System.Text.Json.Serialization;
using Ao.Plugins.Git.Forge;
using Ao.Plugins.Git.Issues;
using Ao.Plugins.Git.Workspaces;
using Ao.Scm;

namespace Ao.Plugins.Git;

/// <summary>The JSON that the plugin keeps: on one line, in ASCII.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkspaceRecord))]
[JsonSerializable(typeof(PullRequestRecord))]
[JsonSerializable(typeof(ForkRecord))]
[JsonSerializable(typeof(Check))]
[JsonSerializable(typeof(CheckSlot[]))]
[JsonSerializable(typeof(ReviewRecord))]
[JsonSerializable(typeof(ThreadRecord))]
[JsonSerializable(typeof(IssueRecord))]
[JsonSerializable(typeof(ClaimRecord))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class GitJson : JsonSerializerContext;
