namespace Ao.Plugins;

/// <summary>Declares that the plugin fills a slot under a name; projects refer to the implementation by that name.</summary>
/// <param name="slot">The slot.</param>
/// <param name="name">The name, 1 to 40 of <c>a-z 0-9 -</c>, unique among the loaded implementations of the slot.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class AoSlotAttribute(Slot slot, string name) : Attribute
{
    /// <summary>Gets the slot.</summary>
    public Slot Slot { get; } = slot;

    /// <summary>Gets the name.</summary>
    public string Name { get; } = name;

    /// <summary>Gets or sets, for an agent, the names of the settings that a project may give it beneath <c>Options</c>. The host reads them from metadata, to tell a mistyped key at start.</summary>
    /// <value>The default is <see langword="null"/>: the host cannot tell, and the agent checks them itself.</value>
    public string[]? Options { get; set; }
}
