namespace Ao.TestSupport.Notifiers;

/// <summary>What a receiver was given.</summary>
/// <param name="Shown">The text that a person is shown, as the receiver would show it: what the service's escapes stand for.</param>
/// <param name="Raw">The message as it came, in which the key is looked for.</param>
/// <param name="Key">The idempotency key that the receiver can use, where the channel has one.</param>
public sealed record ChannelArrival(string Shown, string Raw, string? Key = null);
