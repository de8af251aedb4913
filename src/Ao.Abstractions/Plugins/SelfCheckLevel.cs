namespace Ao.Plugins;

/// <summary>How good something is that was looked at.</summary>
public enum SelfCheckLevel
{
    /// <summary>It is as it should be.</summary>
    Pass,

    /// <summary>It works, and a person should know of it.</summary>
    Warn,

    /// <summary>It cannot work.</summary>
    Fail,
}
