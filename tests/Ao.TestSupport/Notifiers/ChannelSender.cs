namespace Ao.TestSupport.Notifiers;

/// <summary>Who gives an answer to a question.</summary>
public enum ChannelSender
{
    /// <summary>A person who may answer, proved.</summary>
    Allowed,

    /// <summary>A person who is proved, and not one of those who may answer.</summary>
    NotAllowed,

    /// <summary>Somebody who cannot prove that the service sent it.</summary>
    Unproved,

    /// <summary>Somebody who sends what a person sent long ago, with the proof that was good then.</summary>
    Stale,
}
