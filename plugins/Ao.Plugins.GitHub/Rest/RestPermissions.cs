namespace Ao.Plugins.GitHub.Rest;

/// <summary>What the credential may do in a repository.</summary>
internal sealed record RestPermissions
{
    public bool Push { get; init; }
}
