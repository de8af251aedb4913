namespace Ao.TestSupport.Notifiers;

/// <summary>What differs from channel to channel, and is to be so.</summary>
public sealed record ChannelTraits
{
    /// <summary>Gets whether it takes everything into a durable queue of its own at once, and delivers later: the receiver's troubles do not reach the caller.</summary>
    public bool HasQueue { get; init; }

    /// <summary>Gets the moods that elsewhere leave it open whether the message was taken, and in which this channel knows that it was not: its receiver says so, or is looked at before it is given anything.</summary>
    public IReadOnlyList<ChannelMood> KnownNotTaken { get; init; } = [];

    /// <summary>Gets whether answers come back over it.</summary>
    public bool BringsAnswers { get; init; }

    /// <summary>Gets the moods that its kind of receiver cannot have, such as a redirect where there is no HTTP.</summary>
    public IReadOnlyList<ChannelMood> Without { get; init; } = [];
}
