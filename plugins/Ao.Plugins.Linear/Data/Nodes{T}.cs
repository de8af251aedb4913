using System.Text.Json.Serialization;

namespace Ao.Plugins.Linear.Data;

/// <summary>A page of a list.</summary>
internal sealed record Nodes<T>
{
    [JsonPropertyName("nodes")]
    public required IReadOnlyList<T> Items { get; init; }

    public PageInfo? PageInfo { get; init; }
}
