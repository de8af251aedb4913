using System.Text.Json.Nodes;

namespace Ao.Plugins.GitLab.Tests.Stub;

/// <summary>A discussion of the stub.</summary>
internal sealed class StubDiscussion
{
    public required string Id { get; init; }

    public bool IsIndividual { get; init; }

    public bool IsResolved { get; set; }

    public List<StubNote> Notes { get; } = [];

    public JsonObject Json => new()
    {
        ["id"] = Id,
        ["individual_note"] = IsIndividual,
        ["notes"] = new JsonArray([.. Notes.Select(note => note.Json(!IsIndividual && !note.IsSystem, IsResolved))]),
    };
}
