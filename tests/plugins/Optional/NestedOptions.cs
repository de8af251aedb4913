namespace Ao.TestPlugins.Optional;

internal sealed class NestedOptions
{
    public bool Deep { get; set; }
}
