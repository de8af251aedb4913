namespace Ao.Reactions;

/// <summary>What is next for a reaction.</summary>
internal enum ReactionStep
{
    /// <summary>Nothing, until something happens or the time has come.</summary>
    Wait,

    /// <summary>What it reacts to has come up.</summary>
    Begin,

    /// <summary>It is to be found out what made checks fail.</summary>
    Attribute,

    Send,

    Notify,

    Ask,

    Merge,

    Run,

    /// <summary>People have to see to it.</summary>
    Escalate,

    /// <summary>What it reacted to is over.</summary>
    Settle,
}
