namespace Ao.Plugins.GitHub.Rest;

/// <summary>One end of a pull request: where the change is, or where it goes.</summary>
internal sealed record RestEnd
{
    public required string Ref { get; init; }

    public required string Sha { get; init; }

    public RestRepository? Repo { get; init; }
}
