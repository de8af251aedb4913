namespace Ao.RealAgents;

/// <summary>How much of what it uses a tool tells.</summary>
internal enum ToldUsage
{
    /// <summary>Everything, a turn that was killed included.</summary>
    All,

    /// <summary>Everything but the request whose tool call was running when the tool was killed: it tells of a request when its tool calls have ended.</summary>
    AllButKilledRequests,

    /// <summary>Everything but turns that were killed: it tells at a turn's end.</summary>
    AllButKilledTurns,

    /// <summary>Only the last request of each turn.</summary>
    LastRequests,
}
