using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ao.Git;

/// <summary>A text that a reference of the control repository holds.</summary>
/// <param name="Name">The reference.</param>
/// <param name="Id">The object, which a change of the reference names as the expected one.</param>
/// <param name="Text">The text: JSON on one line.</param>
internal sealed record RefText(string Name, string Id, string Text)
{
    /// <summary>Reads the text. A shared forge may hold what a newer version wrote, or somebody by hand.</summary>
    /// <param name="type">What it should be.</param>
    /// <param name="what">The same in words.</param>
    public T Read<T>(JsonTypeInfo<T> type, string what)
    {
        try
        {
            return JsonSerializer.Deserialize(Text, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw new AoException($"'{Name}' in the forge holds no {what} that could be read: {Printable.Quote(exception.Message)} See what wrote it there, and whether all hosts have the same version.", exception);
        }
    }
}
