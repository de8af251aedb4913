using Microsoft.Extensions.Logging;

namespace Ao.Plugins;

/// <summary>The plugins, loaded when they are first needed. It gives implementations as they are; <see cref="GuardedPluginCatalog"/> stands in front of it.</summary>
internal sealed class PluginCatalog(PluginInventory inventory, PluginActivator activator, ILogger<PluginCatalog> logger) : ISlotCatalog, IAsyncDisposable
{
    private readonly Stack<LoadedPlugin> _loaded = new();
    private readonly Lock _gate = new();

    public IReadOnlyList<PluginDescriptor> List() => [.. inventory.Plugins.Select(static plugin => plugin.Describe())];

    public TSlot Get<TSlot>(string name)
        where TSlot : class
    {
        var slot = new PluginSlot(SlotContracts.SlotOf(typeof(TSlot)), name);
        var holder = HolderOf(slot);
        return Load(holder).Get(slot) as TSlot
            ?? throw new NotSupportedException($"The {PluginPreflight.Name(slot.Slot)} '{name}' of the plugin '{holder.Id}' does not have the capability {typeof(TSlot).Name}.");
    }

    public TCapability? Find<TCapability>(Slot slot, string name)
        where TCapability : class
    {
        var filled = new PluginSlot(slot, name);
        return Load(HolderOf(filled)).Get(filled) as TCapability;
    }

    /// <summary>Gives the plugin that fills a slot under a name, whether it is loaded or not.</summary>
    /// <exception cref="PluginException">There is none, or it cannot be used.</exception>
    public KnownPlugin HolderOf(PluginSlot slot)
    {
        ArgumentException.ThrowIfNullOrEmpty(slot.Name);
        var holders = inventory.HoldersOf(slot.Slot, slot.Name);
        var what = $"{PluginPreflight.Name(slot.Slot)} '{Printable.Quote(slot.Name)}'";
        return holders switch
        {
            [] => throw new PluginException(null, $"There is no {what}. {inventory.Suggest(slot.Slot, slot.Name)}"),
            _ when holders.Find(static holder => holder is { IsNamed: true, IsUsable: true }) is { } usable => usable,
            _ when holders.Find(static holder => holder.IsNamed) is { Problem: { } problem } failed => throw new PluginException(failed.Id, problem),
            _ when holders[0].Problem is { } problem => throw new PluginException(holders[0].Id, problem),
            _ => throw new PluginException(holders[0].Id, $"The {what} is filled by the plugin '{holders[0].Id}', which the configuration does not name. Add {Configuration.AoOptions.SectionName}:Plugins:{holders[0].Id}:Enabled = true."),
        };
    }

    /// <summary>Loads every plugin that the configuration names and starts what they host.</summary>
    /// <exception cref="PluginException">A named plugin cannot be used, or the configuration names what is not there: all problems at once.</exception>
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        var named = inventory.Plugins.Where(static plugin => plugin.IsNamed).ToList();
        foreach (var plugin in named.Where(static plugin => plugin.IsUsable))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await StartAsync(plugin, cancellationToken).ConfigureAwait(false);
        }

        foreach (var plugin in inventory.Plugins.Where(static plugin => plugin is { IsNamed: false, Problem: not null, Status: not PluginStatus.Disabled }))
        {
            PluginLog.Unusable(logger, plugin.Id, plugin.Problem!);
        }

        List<string> problems = [.. inventory.Problems, .. named.Select(static plugin => plugin.Problem).OfType<string>()];
        problems = [.. problems.Distinct(StringComparer.Ordinal)];
        switch (problems)
        {
            case []:
                return;
            case [var only]:
                throw new PluginException(named.Find(plugin => plugin.Problem == only)?.Id, only);
            default:
                throw new PluginException(null, $"The plugins have {problems.Count} problems:{string.Concat(problems.Select(static problem => $"\n  {problem}"))}");
        }
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        while (TakeLast() is { } plugin)
        {
            await plugin.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => StopAsync(CancellationToken.None);

    private async ValueTask StartAsync(KnownPlugin plugin, CancellationToken cancellationToken)
    {
        try
        {
            var loaded = Load(plugin);
            foreach (var slot in loaded.Slots)
            {
                // Made now, so that a constructor that throws is found at start and not in the middle of a session.
                loaded.Get(slot);
            }

            await loaded.StartAsync(exception => plugin.Fail(PluginStatus.Failed, exception.Message), cancellationToken).ConfigureAwait(false);
        }
        catch (PluginException exception)
        {
            plugin.Fail(PluginStatus.Failed, exception.Message);
        }
    }

    private LoadedPlugin Load(KnownPlugin plugin)
    {
        lock (plugin.Gate)
        {
            if (plugin.Loaded is { } loaded)
            {
                return loaded;
            }

            if (plugin.Problem is { } problem)
            {
                throw new PluginException(plugin.Id, problem);
            }

            try
            {
                loaded = activator.Activate(plugin, inventory.SettingsOf(plugin.Id));
            }
            catch (PluginException exception)
            {
                plugin.Fail(PluginStatus.Failed, exception.Message);
                throw;
            }

            plugin.Activate(loaded);
            lock (_gate)
            {
                _loaded.Push(loaded);
            }

            return loaded;
        }
    }

    private LoadedPlugin? TakeLast()
    {
        lock (_gate)
        {
            return _loaded.TryPop(out var plugin) ? plugin : null;
        }
    }
}
