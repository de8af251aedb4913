namespace Ao.Plugins.GitLab.Data;

/// <summary>A comment.</summary>
internal sealed record NoteData
{
    public required long Id { get; init; }

    public string? Body { get; init; }

    public UserData? Author { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool System { get; init; }

    public bool Internal { get; init; }

    public bool Resolvable { get; init; }

    public bool Resolved { get; init; }

    public PositionData? Position { get; init; }
}
