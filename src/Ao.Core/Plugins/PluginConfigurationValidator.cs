using Ao.Configuration;
using Microsoft.Extensions.Options;

namespace Ao.Plugins;

/// <summary>Checks what a configuration says of plugins against those that there are, so that it is reported with everything else that is wrong with the configuration and before anything starts.</summary>
internal sealed class PluginConfigurationValidator(IEnumerable<PluginRegistration> linked) : IPlacedValidation
{
    private PluginInventory? _inventory;

    public ValidateOptionsResult Validate(string? name, AoOptions options)
    {
        if (options is not { Plugins: not null, Projects: not null, PluginFolders: not null })
        {
            // Reported already, and nothing to check against.
            return ValidateOptionsResult.Skip;
        }

        _inventory = new PluginInventory(options, linked);
        return _inventory.FindMistakes() is { Count: > 0 } mistakes ? ValidateOptionsResult.Fail(mistakes) : ValidateOptionsResult.Success;
    }

    /// <summary>Gives the inventory for checked options; the folders are not searched twice.</summary>
    public PluginInventory InventoryOf(AoOptions options) => _inventory?.Options == options ? _inventory : new PluginInventory(options, linked);
}
