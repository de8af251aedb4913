namespace Ao.Plugins.GitLab.Data;

/// <summary>A user, as GitLab tells of one.</summary>
internal sealed record UserData
{
    public required long Id { get; init; }

    public required string Username { get; init; }

    public bool Bot { get; init; }
}
