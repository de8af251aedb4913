using System.Text.Json;

namespace Ao.Journal;

/// <summary>A state in memory that is folded from facts.</summary>
internal interface IProjection
{
    /// <summary>Gets the name that its state is kept under.</summary>
    string Name { get; }

    /// <summary>Takes in a fact of any kind. It is called by one thread at a time, must be quick and must not throw.</summary>
    /// <param name="fact">The fact as it stands in the journal.</param>
    /// <param name="body">Its content.</param>
    void Apply(Fact fact, object body);

    /// <summary>Writes the state as one JSON value. It is called by the thread that applies facts.</summary>
    /// <param name="writer">Where to.</param>
    void Save(Utf8JsonWriter writer);

    /// <summary>Reads a state that <see cref="Save"/> has written.</summary>
    /// <param name="state">The JSON value.</param>
    /// <returns>What takes the state up into the projection, which is empty; nothing changes before.</returns>
    Action Load(JsonElement state);
}
