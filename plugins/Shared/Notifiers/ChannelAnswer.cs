using System.Net;

namespace Ao.Channels;

/// <summary>What a service answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body, as far as it was read.</param>
/// <param name="RetryAfter">How long the service asks to wait, where it says so in a header.</param>
internal sealed record ChannelAnswer(HttpStatusCode Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter)
{
    /// <summary>Gets the other headers that a channel may want to read, by name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
