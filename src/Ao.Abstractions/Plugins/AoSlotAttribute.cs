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
}
