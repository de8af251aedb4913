using Ao.Configuration;

namespace Ao.Plugins;

/// <summary>The plugins that there are, checked, and what of the configuration they cannot satisfy. Nothing is loaded to know it.</summary>
internal sealed class PluginInventory
{
    private readonly AoOptions _options;
    private readonly List<string> _problems = [];

    public PluginInventory(AoOptions options, IEnumerable<PluginRegistration> linked)
    {
        _options = options;
        var discovery = new PluginDiscovery(_options);
        Folders = discovery.Folders;
        var plugins = discovery.Find().ToDictionary(static plugin => plugin.Id, StringComparer.Ordinal);
        _problems.AddRange(discovery.Problems);
        foreach (var registration in linked)
        {
            AddLinked(plugins, registration);
        }

        Plugins = [.. plugins.Values.OrderBy(static plugin => plugin.Id, StringComparer.Ordinal)];
        foreach (var plugin in Plugins)
        {
            PluginPreflight.Check(plugin, SettingsOf(plugin.Id));
        }

        NamePlugins();
        CheckPins();
        FindSharedNames();
        foreach (var plugin in Plugins.Where(static plugin => plugin is { IsNamed: true, IsUsable: false }))
        {
            // The others' options are checked whole when they are loaded; these will not be.
            _problems.AddRange(PluginPreflight.FindUnknownOptions(plugin, SettingsOf(plugin.Id)));
        }
    }

    public AoOptions Options => _options;

    public IReadOnlyList<string> Folders { get; }

    public List<KnownPlugin> Plugins { get; }

    /// <summary>Gets what keeps the engine from starting, apart from the named plugins' own problems.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Finds everything that is wrong with the configuration as far as it shows without loading code: what is wrong with values of plugins' options does not.</summary>
    public IReadOnlyList<string> FindMistakes() =>
    [
        .. _problems
            .Concat(Plugins.Where(static plugin => plugin.IsNamed).Select(static plugin => plugin.Problem).OfType<string>())
            .Concat(Plugins.Where(static plugin => plugin is { IsNamed: true, IsUsable: true }).SelectMany(plugin => PluginPreflight.FindUnknownOptions(plugin, SettingsOf(plugin.Id))))
            .Concat(AgentOptionKeys.FindUnknown(_options, this))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Gives a plugin's settings, or <see langword="null"/> where the configuration has none.</summary>
    public PluginOptions? SettingsOf(string id) => _options.Plugins.TryGetValue(id, out var settings) ? settings : null;

    /// <summary>Gives the plugins that declare an implementation, usable or not.</summary>
    public List<KnownPlugin> HoldersOf(Slot slot, string name) =>
        [.. Plugins.Where(plugin => plugin.Slots.Any(filled => filled.Slot == slot && filled.Name == name))];

    /// <summary>Says which implementation may have been meant.</summary>
    public string Suggest(Slot slot, string name)
    {
        var known = Plugins.Where(static plugin => plugin.IsUsable).SelectMany(static plugin => plugin.Slots).Where(filled => filled.Slot == slot).Select(static filled => filled.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        return known.Count == 0
            ? $"No plugin for the {PluginPreflight.Name(slot)} slot is in {string.Join(" or ", Folders)}: install one."
            : $"Known are: {string.Join(", ", known)}.{(NearestName.Find(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "")}";
    }

    private static void AddLinked(Dictionary<string, KnownPlugin> plugins, PluginRegistration registration)
    {
        var plugin = new KnownPlugin(registration.Id) { Linked = registration };
        if (plugins.TryGetValue(registration.Id, out var other))
        {
            other.IsNamed = true;
            other.Fail(PluginStatus.Failed, $"There are two plugins '{registration.Id}': one linked into the host, {(other.Folder is null ? "and another linked too" : $"one in {other.Folder}")}. Remove one of them.");
            return;
        }

        plugins.Add(registration.Id, plugin);
        try
        {
            plugin.Slots = LinkedPlugin.SlotsOf(registration);
        }
        catch (PluginException exception)
        {
            plugin.Fail(PluginStatus.Failed, exception.Message);
        }
    }

    private void NamePlugins()
    {
        foreach (var linked in Plugins.Where(static plugin => plugin.Linked is not null))
        {
            // To link a plugin is to want it, unless it is switched off.
            linked.IsNamed = SettingsOf(linked.Id) is not { Enabled: false };
        }

        foreach (var (id, settings) in _options.Plugins)
        {
            var plugin = Plugins.Find(plugin => plugin.Id == id);
            if (plugin is not null)
            {
                plugin.IsNamed |= settings is { Enabled: true };
            }
            else if (settings is { Enabled: true })
            {
                plugin = new KnownPlugin(id) { IsNamed = true };
                var near = NearestName.Find(id, Plugins.Select(static known => known.Id));
                plugin.Fail(PluginStatus.Failed, $"{AoOptions.SectionName}:Plugins:{Printable.Quote(id)}: there is no such plugin in {string.Join(" or ", Folders)}.{(near is null ? "" : $" Did you mean '{near}'?")} Known are: {Listed(Plugins)}.");
                Plugins.Add(plugin);
            }
        }

        foreach (var named in NamedImplementation.In(_options).DistinctBy(static named => (named.Slot, named.Name)))
        {
            var holders = HoldersOf(named.Slot, named.Name);
            if (holders.Count == 0)
            {
                _problems.Add($"{named.Key}: no plugin fills the {PluginPreflight.Name(named.Slot)} slot as '{Printable.Quote(named.Name)}'. {Suggest(named.Slot, named.Name)}");
            }

            // A plugin that is switched off does not stand in the way of another that fills the same name.
            var enabled = holders.FindAll(static holder => holder.Status != PluginStatus.Disabled);
            foreach (var holder in enabled.Count > 0 ? enabled : holders)
            {
                holder.IsNamed = true;
            }
        }
    }

    private void CheckPins()
    {
        foreach (var plugin in Plugins.Where(static plugin => plugin is { IsNamed: true, IsUsable: true }))
        {
            if (PluginPin.FindProblem(plugin, SettingsOf(plugin.Id), _options.RequirePinnedPlugins) is { } problem)
            {
                plugin.Fail(PluginStatus.Failed, problem);
            }
        }
    }

    private void FindSharedNames()
    {
        var shared = Plugins
            .Where(static plugin => plugin is { IsNamed: true, IsUsable: true })
            .SelectMany(static plugin => plugin.Slots, static (plugin, slot) => (plugin, slot))
            .GroupBy(static pair => pair.slot, static pair => pair.plugin)
            .Select(static holders => (holders.Key, Plugins: holders.Distinct().ToList()))
            .Where(static holders => holders.Plugins.Count > 1)
            .ToList();
        foreach (var ((slot, name), holders) in shared)
        {
            var problem = $"The {PluginPreflight.Name(slot)} '{name}' is filled by several plugins: {Listed(holders)}. Switch off all but one, such as by {AoOptions.SectionName}:Plugins:{holders[^1].Id}:Enabled = false.";
            _problems.Add(problem);
            foreach (var holder in holders)
            {
                holder.Fail(PluginStatus.Failed, problem);
            }
        }
    }

    private static string Listed(IReadOnlyCollection<KnownPlugin> plugins) => plugins.Count == 0 ? "none" : string.Join(", ", plugins.Select(static plugin => plugin.Id));
}
