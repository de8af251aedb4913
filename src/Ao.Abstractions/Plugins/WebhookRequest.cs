namespace Ao.Plugins;

/// <summary>A request that came from outside. Nothing of it is proved.</summary>
public sealed record WebhookRequest
{
    /// <summary>The largest body that a host gives on, in bytes: 25 MiB, more than the large forges send.</summary>
    public const int MaxBody = 25 * 1024 * 1024;

    /// <summary>Gets the headers; several of one name are joined by commas. Names are compared without regard to case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Gets the body, byte for byte: signatures are made over it.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets the part of the query string behind the question mark, as it came.</summary>
    public string Query { get; init; } = "";

    /// <summary>Gives a header.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its value, or <see langword="null"/> where there is none.</returns>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}
