using System.Text;
using System.Text.Json;

namespace Ao.TestSupport.Notifiers;

/// <summary>A request that a stub receiver was given.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path with the query.</param>
/// <param name="Headers">The headers, by name.</param>
/// <param name="Body">The body.</param>
public sealed record StubRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Gets the body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Reads the body as JSON.</summary>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Body);
        return document.RootElement.Clone();
    }
}
