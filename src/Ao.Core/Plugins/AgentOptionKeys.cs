using Ao.Configuration;

namespace Ao.Plugins;

/// <summary>Checks the options that projects give an agent against those that its plugin declares.</summary>
internal static class AgentOptionKeys
{
    public static IEnumerable<string> FindUnknown(AoOptions options, PluginInventory inventory) =>
        from project in options.Projects
        from agent in project.Value?.Agents ?? new Dictionary<string, AgentOptions>()
        where agent.Value?.Options is not null
        let known = inventory.HoldersOf(Slot.Agent, agent.Key).Select(holder => holder.Manifest?.AgentOptions.GetValueOrDefault(agent.Key)).OfType<IReadOnlyList<string>>().FirstOrDefault()
        where known is not null
        from key in agent.Value.Options.Keys
        where !known.Contains(key, StringComparer.OrdinalIgnoreCase)
        select $"{AoOptions.SectionName}:Projects:{Printable.Quote(project.Key)}:Agents:{agent.Key}:Options:{Printable.Quote(key)}: is not a setting of the agent. {NearestName.Suggest(key, known)}";
}
