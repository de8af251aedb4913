using System.Text.Json.Serialization;
using Ao.Git.Claims;
using Ao.Git.Workspaces;

namespace Ao.Git;

/// <summary>The JSON that is kept of workspaces and claims: on one line, in ASCII.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkspaceRecord))]
[JsonSerializable(typeof(ClaimRecord))]
internal sealed partial class GitJson : JsonSerializerContext;
