namespace Ao.Alignment;

/// <summary>What happens to a definition.</summary>
public enum DefinitionChange
{
    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It seems to have another name.</summary>
    Renamed,

    /// <summary>It is used in another way: its parameters, type or visibility changed.</summary>
    Signature,

    /// <summary>It is used as before and does something else.</summary>
    Behaviour,
}
