namespace Ao.Plugins.OpenClaw;

/// <summary>How an attempt ended.</summary>
internal enum GatewayOutcome
{
    /// <summary>The gateway has taken it.</summary>
    Taken,

    /// <summary>The gateway has certainly not taken it, and may next time.</summary>
    NotTaken,

    /// <summary>The gateway may have taken it.</summary>
    Unknown,

    /// <summary>The gateway will not take it.</summary>
    Refused,
}
