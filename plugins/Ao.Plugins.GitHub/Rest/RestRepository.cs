namespace Ao.Plugins.GitHub.Rest;

/// <summary>A repository, as far as it is looked at.</summary>
internal sealed record RestRepository
{
    public required string FullName { get; init; }

    public string? NodeId { get; init; }

    public Uri? HtmlUrl { get; init; }

    public bool Fork { get; init; }

    public RestRepository? Parent { get; init; }

    public RestRepository? Source { get; init; }

    public string? DefaultBranch { get; init; }

    public bool Archived { get; init; }

    public RestPermissions? Permissions { get; init; }
}
