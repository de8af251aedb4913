using System.Text.Json;

namespace Ao.JsonRpc;

/// <summary>A message from the other side of a JSON-RPC connection.</summary>
internal sealed record JsonRpcMessage
{
    /// <summary>Gets the position in the output behind the message.</summary>
    public required long End { get; init; }

    /// <summary>Gets the method of a request or a notification; <see langword="null"/> for an answer.</summary>
    public string? Method { get; init; }

    /// <summary>Gets the id as it stands in the message, in JSON; <see langword="null"/> for a notification.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the parameters, or the result of an answer.</summary>
    public JsonElement Content { get; init; }

    /// <summary>Gets the error of an answer.</summary>
    public JsonElement? Error { get; init; }

    /// <summary>Gets whether the other side waits for an answer.</summary>
    public bool IsRequest => Method is not null && Id is not null;

    /// <summary>Reads a message.</summary>
    /// <returns>The message, or <see langword="null"/> where the object is none, or holds names that are no Unicode.</returns>
    public static JsonRpcMessage? Read(long end, JsonElement message)
    {
        try
        {
            return ReadNames(end, message);
        }
        catch (InvalidOperationException)
        {
            // What JsonElement throws for texts that are no Unicode.
            return null;
        }
    }

    private static JsonRpcMessage? ReadNames(long end, JsonElement message)
    {
        var method = message.TryGetProperty("method", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        var id = message.TryGetProperty("id", out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.GetRawText() : null;
        if (id?[0] == '"')
        {
            _ = value.GetString();
        }

        if (method is null && id is null)
        {
            return null;
        }

        _ = message.TryGetProperty(method is null ? "result" : "params", out var content);
        return new JsonRpcMessage
        {
            End = end,
            Method = method,
            Id = id,
            Content = content,
            Error = method is null && message.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null ? error : null,
        };
    }
}
