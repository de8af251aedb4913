namespace Ao.Plugins.GitLab.Data;

/// <summary>One who approved.</summary>
internal sealed record LooksUser
{
    public string? Id { get; init; }
}
