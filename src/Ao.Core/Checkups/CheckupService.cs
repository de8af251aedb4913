using Ao.Agents;
using Ao.Configuration;
using Ao.Convergence;
using Ao.Notifiers;
using Ao.Plugins;
using Ao.Projects;
using Ao.Prompts;
using Ao.Reports;
using Ao.Runtimes;
using Ao.Scm;
using Ao.Sessions.Admission;
using Ao.Terminals;
using Ao.Trackers;
using Microsoft.Extensions.Options;

namespace Ao.Checkups;

/// <summary>Looks at everything that the configuration names: the machine, the plugins, and for each project its source, agents, runtimes and services. Nothing is changed.</summary>
internal sealed class CheckupService(IOptions<AoOptions> options, ProjectCatalog projects, ISlotCatalog plugins, IMemoryProbe memory)
{
    private const long LittleSpace = 1024L * 1024 * 1024;
    private readonly AoOptions _options = options.Value;

    public async Task<Checkup> LookAsync(CancellationToken cancellationToken)
    {
        var items = new List<CheckupItem> { LookAtDisk(), LookAtMemory() };
        items.AddRange(plugins.List().Select(LookAtPlugin));
        foreach (var project in projects.All.OrderBy(static project => project.Id.Value, StringComparer.Ordinal))
        {
            await LookAtAsync(project, items, cancellationToken).ConfigureAwait(false);
        }

        return new Checkup(items);
    }

    private CheckupItem LookAtDisk()
    {
        var folder = _options.DataFolder;
        try
        {
            var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
            return free >= LittleSpace
                ? new CheckupItem("data folder", SelfCheckLevel.Pass, $"'{folder}' has {free >> 20} MiB of space.")
                : new CheckupItem("data folder", SelfCheckLevel.Warn, $"'{folder}' has {free >> 20} MiB of space left.", "Make room on the disk, or choose another DataFolder.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new CheckupItem("data folder", SelfCheckLevel.Fail, $"'{folder}' cannot be looked at: {exception.Message}", "Choose a DataFolder on a local disk that this account can write to.");
        }
    }

    private CheckupItem LookAtMemory()
    {
        try
        {
            var available = memory.AvailableBytes >> 20;
            return AdmissionDecision.HasMemory(available, reservedMegabytes: 0, neededMegabytes: 0, _options.Admission)
                ? new CheckupItem("memory", SelfCheckLevel.Pass, $"{available} MiB are available.")
                : new CheckupItem("memory", SelfCheckLevel.Warn, $"{available} MiB are available, less than a further session needs: only one runs at a time.", "Free memory, or lower Admission:MinFreeMemoryMegabytes.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return new CheckupItem("memory", SelfCheckLevel.Warn, $"It cannot be told how much memory is available: {exception.Message}", "Set Admission:MinFreeMemoryMegabytes to 0 to admit sessions without a look at memory.");
        }
    }

    private static CheckupItem LookAtPlugin(PluginDescriptor plugin) => plugin.Status switch
    {
        PluginStatus.Available or PluginStatus.Active => new CheckupItem($"plugin {plugin.Id}", SelfCheckLevel.Pass, $"Version {plugin.Version ?? "not known"}, {string.Join(", ", plugin.Slots.Select(static slot => $"{slot.Slot.ToString().ToLowerInvariant()} {slot.Name}"))}."),
        PluginStatus.Disabled => new CheckupItem($"plugin {plugin.Id}", SelfCheckLevel.Warn, plugin.Problem ?? "It is switched off.", "Remove the setting Enabled, where the plugin is wanted."),
        _ => new CheckupItem($"plugin {plugin.Id}", SelfCheckLevel.Fail, plugin.Problem ?? plugin.Status.ToString()),
    };

    private async Task LookAtAsync(Project project, List<CheckupItem> items, CancellationToken cancellationToken)
    {
        var chosen = project.Options;
        var about = $"project {project.Id}";
        await AddAsync(items, $"{about}, source", () => LookAtSourceAsync(project, cancellationToken)).ConfigureAwait(false);
        await AddAsync(items, $"{about}, prompts", async () =>
        {
            await PromptWriter.CheckAsync(project, cancellationToken).ConfigureAwait(false);
            return [new SelfCheckFinding(SelfCheckLevel.Pass, "The templates can be used.")];
        }).ConfigureAwait(false);
        await AddAsync(items, $"{about}, runtime {chosen.Runtime}", () => LookAtSlotAsync<IRuntime>(Slot.Runtime, chosen.Runtime, cancellationToken)).ConfigureAwait(false);
        if (chosen.InteractiveRuntime is { } interactive && interactive != chosen.Runtime)
        {
            await AddAsync(items, $"{about}, runtime {interactive}", () => LookAtSlotAsync<IRuntime>(Slot.Runtime, interactive, cancellationToken)).ConfigureAwait(false);
        }

        foreach (var agent in chosen.Agents.Keys.Append(chosen.Agent).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var agentMode = project.OptionsOf(agent).Mode;
            foreach (var mode in ModesOf(project, agentMode))
            {
                await AddAsync(items, $"{about}, agent {agent} ({mode.ToString().ToLowerInvariant()})", () => LookAtAgentAsync(project, agent, mode, mode == agentMode, cancellationToken)).ConfigureAwait(false);
            }
        }

        foreach (var (slot, name, look) in new (string, string?, Func<string, Task<IReadOnlyList<SelfCheckFinding>>>)[]
        {
            ("tracker", chosen.Tracker, name => LookAtSlotAsync<ITracker>(Slot.Tracker, name, cancellationToken)),
            ("reporter", chosen.Reporter, name => LookAtSlotAsync<IReporter>(Slot.Reporter, name, cancellationToken)),
            ("terminal", chosen.Terminal, name => LookAtSlotAsync<ITerminal>(Slot.Terminal, name, cancellationToken)),
        })
        {
            if (name is not null)
            {
                await AddAsync(items, $"{about}, {slot} {name}", () => look(name)).ConfigureAwait(false);
            }
        }

        foreach (var notifier in chosen.Notifiers)
        {
            await AddAsync(items, $"{about}, notifier {notifier}", () => LookAtSlotAsync<INotifier>(Slot.Notifier, notifier, cancellationToken)).ConfigureAwait(false);
        }

        foreach (var detector in chosen.Convergence.Detectors)
        {
            await AddAsync(items, $"{about}, detector {detector}", () => LookAtSlotAsync<IConvergenceDetector>(Slot.Convergence, detector, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>Both ways of running where the project has a runtime for each; else the one that is chosen.</summary>
    private static AgentMode[] ModesOf(Project project, AgentMode chosen) =>
        project.Options.InteractiveRuntime is null ? [chosen] : [AgentMode.Structured, AgentMode.Interactive];

    private async Task<IReadOnlyList<SelfCheckFinding>> LookAtSourceAsync(Project project, CancellationToken cancellationToken)
    {
        var source = await plugins.Get<IScm>(project.Options.Scm).InspectAsync(project.Source, cancellationToken).ConfigureAwait(false);
        var self = await LookAtSlotAsync<IScm>(Slot.Scm, project.Options.Scm, cancellationToken).ConfigureAwait(false);
        return [.. self, .. source.Warnings.Select(static warning => new SelfCheckFinding(SelfCheckLevel.Warn, warning)), new SelfCheckFinding(SelfCheckLevel.Pass, $"Work starts from '{project.Source.Location}'.")];
    }

    private async Task<IReadOnlyList<SelfCheckFinding>> LookAtAgentAsync(Project project, string agent, AgentMode mode, bool isChosen, CancellationToken cancellationToken)
    {
        var setup = new AgentSetup { Settings = project.SettingsOf(agent), Runtime = plugins.Get<IRuntime>(project.RuntimeFor(mode)).Traits, Mode = mode };
        var readiness = await plugins.Get<IAgent>(agent).CheckReadinessAsync(setup, cancellationToken).ConfigureAwait(false);
        if (!readiness.IsReady && !isChosen)
        {
            // Many agents have one way only: nothing is wrong with the project, as long as nobody asks for the other.
            return [new SelfCheckFinding(SelfCheckLevel.Warn, $"It cannot be run so: {readiness.Problem}", "Nothing is to be done as long as its sessions are run in the other way.")];
        }

        return [readiness.IsReady ? new SelfCheckFinding(SelfCheckLevel.Pass, readiness.Version is { } version ? $"Ready, version {version}." : "Ready.") : new SelfCheckFinding(SelfCheckLevel.Fail, readiness.Problem ?? "It is not ready.", readiness.Remedy)];
    }

    private async Task<IReadOnlyList<SelfCheckFinding>> LookAtSlotAsync<TSlot>(Slot slot, string name, CancellationToken cancellationToken)
        where TSlot : class
    {
        _ = plugins.Get<TSlot>(name);
        return plugins.Find<ISelfCheck>(slot, name) is { } self
            ? await self.InspectSelfAsync(cancellationToken).ConfigureAwait(false)
            : [new SelfCheckFinding(SelfCheckLevel.Pass, "It can be loaded.")];
    }

    private static async Task AddAsync(List<CheckupItem> items, string subject, Func<Task<IReadOnlyList<SelfCheckFinding>>> look)
    {
        try
        {
            items.AddRange((await look().ConfigureAwait(false)).Select(finding => new CheckupItem(subject, finding.Level, finding.Summary, finding.Remedy)));
        }
        catch (AoException exception)
        {
            items.Add(new CheckupItem(subject, SelfCheckLevel.Fail, exception.Message));
        }
    }
}
