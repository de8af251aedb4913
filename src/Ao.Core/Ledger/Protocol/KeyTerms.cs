using System.Text.Json;

namespace Ao.Ledger.Protocol;

/// <summary>What an identity says of the key that signs from there on. The rest of it is for people and changes nothing of the chain.</summary>
/// <param name="Key">The key; <see langword="null"/> where it stays.</param>
/// <param name="ValidAfter">From when on it is valid.</param>
/// <param name="ValidBefore">Until when it is valid.</param>
/// <param name="IsRevoked">Whether the chain ends here.</param>
internal sealed record KeyTerms(PublisherKey? Key, DateTimeOffset? ValidAfter, DateTimeOffset? ValidBefore, bool IsRevoked)
{
    /// <summary>Reads the body of an identity; <see langword="null"/> where it is none.</summary>
    public static KeyTerms? Read(ReadOnlyMemory<byte> body)
    {
        using var document = StrictJson.Parse(body);
        if (document?.RootElement is not { } root || StrictJson.Text(root, "name") is null
            || !StrictJson.TryText(root, "public_key", out var text) || !TryTime(root, "valid_after", out var after) || !TryTime(root, "valid_before", out var before) || !TryFlag(root, "revoked", out var isRevoked))
        {
            return null;
        }

        var key = PublisherKey.Of(text);
        return text is not null && key is null ? null : new KeyTerms(key, after, before, isRevoked);
    }

    private static bool TryTime(JsonElement root, string name, out DateTimeOffset? time)
    {
        time = StrictJson.TryText(root, name, out var text) && text is not null ? Rfc3339.Parse(text) : null;
        return time is not null || (StrictJson.TryText(root, name, out text) && text is null);
    }

    private static bool TryFlag(JsonElement root, string name, out bool flag)
    {
        var kind = root.TryGetProperty(name, out var value) ? value.ValueKind : JsonValueKind.Null;
        flag = kind == JsonValueKind.True;
        return kind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null;
    }
}
