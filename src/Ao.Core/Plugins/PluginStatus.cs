namespace Ao.Plugins;

/// <summary>What became of a plugin.</summary>
public enum PluginStatus
{
    /// <summary>It is there and sound, and was not needed yet.</summary>
    Available,

    /// <summary>It is loaded.</summary>
    Active,

    /// <summary>The configuration switches it off.</summary>
    Disabled,

    /// <summary>It was built on a contract that this host does not have.</summary>
    Incompatible,

    /// <summary>It could not be found, read, trusted or loaded.</summary>
    Failed,
}
