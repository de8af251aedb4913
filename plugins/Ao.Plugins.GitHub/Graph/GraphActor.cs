using System.Text.Json.Serialization;

namespace Ao.Plugins.GitHub.Graph;

/// <summary>Who wrote something. An app has the type <c>Bot</c>, without the end of its login.</summary>
internal sealed record GraphActor
{
    [JsonPropertyName("__typename")]
    public string? TypeName { get; init; }

    public required string Login { get; init; }
}
