namespace Ao.Plugins.GitLab.Data;

/// <summary>A conversation.</summary>
internal sealed record DiscussionData
{
    public required string Id { get; init; }

    public IReadOnlyList<NoteData> Notes { get => field ?? []; init; }
}
