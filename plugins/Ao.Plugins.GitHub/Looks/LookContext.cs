using System.Text.Json.Serialization;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>A check run or a commit status.</summary>
internal sealed record LookContext
{
    [JsonPropertyName("__typename")]
    public string? TypeName { get; init; }

    public long? DatabaseId { get; init; }

    public string? Name { get; init; }

    public string? Status { get; init; }

    public string? Conclusion { get; init; }

    public Uri? Url { get; init; }

    public LookSuite? CheckSuite { get; init; }

    public string? Context { get; init; }

    public string? State { get; init; }

    public string? Description { get; init; }

    public string? TargetUrl { get; init; }
}
