namespace Ao.TestSupport.Notifiers;

/// <summary>How a receiver behaves.</summary>
public enum ChannelMood
{
    /// <summary>It takes what it is given.</summary>
    Takes,

    /// <summary>It reads and never answers.</summary>
    NeverAnswers,

    /// <summary>It refuses, in the way of the service: trying again is no use.</summary>
    Refuses,

    /// <summary>It asks to be called again in <see cref="StubReceiver.Wait"/>.</summary>
    AsksToWait,

    /// <summary>It says that it failed inside.</summary>
    FailsInside,

    /// <summary>It reads, and then the connection breaks.</summary>
    BreaksOff,

    /// <summary>It begins a good answer, and then the connection breaks.</summary>
    AnswersCutShort,

    /// <summary>It sends the caller to somewhere else.</summary>
    SendsElsewhere,

    /// <summary>Nobody listens.</summary>
    Unreachable,
}
