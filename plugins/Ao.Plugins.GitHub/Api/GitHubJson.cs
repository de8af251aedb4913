using System.Text.Json.Serialization;
using Ao.Plugins.GitHub.Auth;
using Ao.Plugins.GitHub.Quota;
using Ao.Plugins.GitHub.Webhooks;

namespace Ao.Plugins.GitHub.Api;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Installation))]
[JsonSerializable(typeof(Installation[]))]
[JsonSerializable(typeof(InstallationToken))]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(QuotaState))]
[JsonSerializable(typeof(HookDelivery[]))]
[JsonSerializable(typeof(Hook[]))]
internal sealed partial class GitHubJson : JsonSerializerContext;
