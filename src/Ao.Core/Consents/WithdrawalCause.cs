namespace Ao.Consents;

/// <summary>Why a request for consent was taken back.</summary>
internal enum WithdrawalCause
{
    /// <summary>An operator took it back.</summary>
    Operator,

    /// <summary>The session was stopped.</summary>
    SessionStopped,

    /// <summary>The operation is now to be done with other parameters.</summary>
    Superseded,

    /// <summary>What was asked for is not asked any more, such as when a person has answered the agent at its own screen.</summary>
    Settled,

    /// <summary>It was asked under another policy than the one that holds now.</summary>
    PolicyChanged,
}
