using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Ao.Journal;

/// <summary>A kind of fact.</summary>
/// <param name="Name">Its name in the journal, such as <c>session.requested</c>. A name is never used for another meaning.</param>
/// <param name="Body">How its content is written.</param>
internal sealed record FactKind(string Name, JsonTypeInfo Body)
{
    /// <summary>Gets the version of the form that is written now: 1, and one more for each upcaster.</summary>
    public int Schema => Upcasters.Count + 1;

    /// <summary>Gets, by the old version, what brings content from that version to the next.</summary>
    public IReadOnlyDictionary<int, Func<JsonObject, JsonObject>> Upcasters { get; init; } = new Dictionary<int, Func<JsonObject, JsonObject>>();
}
