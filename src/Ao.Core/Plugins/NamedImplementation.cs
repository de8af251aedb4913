using Ao.Configuration;

namespace Ao.Plugins;

/// <summary>An implementation that the configuration names.</summary>
/// <param name="Key">Where the configuration names it.</param>
/// <param name="Slot">The slot.</param>
/// <param name="Name">The name.</param>
internal sealed record NamedImplementation(string Key, Slot Slot, string Name)
{
    /// <summary>Gives what the projects of a configuration name.</summary>
    public static IEnumerable<NamedImplementation> In(AoOptions options)
    {
        // What is empty is reported by the validation of the options themselves.
        return All(options).Where(static named => !string.IsNullOrWhiteSpace(named.Name));
    }

    private static IEnumerable<NamedImplementation> All(AoOptions options)
    {
        foreach (var (name, project) in options.Projects.Where(static project => project.Value is not null))
        {
            var key = $"{AoOptions.SectionName}:Projects:{Printable.Quote(name)}";
            yield return new NamedImplementation($"{key}:Scm", Slot.Scm, project.Scm);
            yield return new NamedImplementation($"{key}:Agent", Slot.Agent, project.Agent);
            yield return new NamedImplementation($"{key}:Runtime", Slot.Runtime, project.Runtime);
            foreach (var agent in project.Agents?.Keys ?? [])
            {
                yield return new NamedImplementation($"{key}:Agents:{Printable.Quote(agent)}", Slot.Agent, agent);
            }

            foreach (var notifier in project.Notifiers ?? [])
            {
                yield return new NamedImplementation($"{key}:Notifiers", Slot.Notifier, notifier);
            }

            foreach (var detector in project.Convergence?.Detectors ?? [])
            {
                yield return new NamedImplementation($"{key}:Convergence:Detectors", Slot.Convergence, detector);
            }

            foreach (var (part, slot, optional) in new[] { ("InteractiveRuntime", Slot.Runtime, project.InteractiveRuntime), ("Terminal", Slot.Terminal, project.Terminal), ("Tracker", Slot.Tracker, project.Tracker), ("Reporter", Slot.Reporter, project.Reporter), ("Alignment:Detector", Slot.Convergence, project.Alignment?.Detector) })
            {
                if (optional is not null)
                {
                    yield return new NamedImplementation($"{key}:{part}", slot, optional);
                }
            }
        }
    }
}
