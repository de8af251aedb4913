using System.Text.Json;

namespace Ao.Lines;

/// <summary>A line of a protocol whose every line is one JSON object.</summary>
/// <param name="End">The position behind it.</param>
/// <param name="Object">The object.</param>
internal readonly record struct JsonLine(long End, JsonElement Object);
