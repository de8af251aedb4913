using System.Collections.Frozen;
using Ao.Agents;
using Ao.Convergence;
using Ao.Notifiers;
using Ao.Reports;
using Ao.Runtimes;
using Ao.Scm;
using Ao.Terminals;
using Ao.Trackers;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Plugins;

/// <summary>Which contract stands for which slot.</summary>
internal static class SlotContracts
{
    private static readonly FrozenDictionary<Slot, Type> s_contracts = new Dictionary<Slot, Type>
    {
        [Slot.Agent] = typeof(IAgent),
        [Slot.Runtime] = typeof(IRuntime),
        [Slot.Scm] = typeof(IScm),
        [Slot.Notifier] = typeof(INotifier),
        [Slot.Tracker] = typeof(ITracker),
        [Slot.Terminal] = typeof(ITerminal),
        [Slot.Reporter] = typeof(IReporter),
        [Slot.Convergence] = typeof(IConvergenceDetector),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Slot> s_slots = s_contracts.ToFrozenDictionary(static pair => pair.Value.Namespace!, static pair => pair.Key);

    public static Type Of(Slot slot) => s_contracts[slot];

    public static bool IsSlot(Slot slot) => s_contracts.ContainsKey(slot);

    /// <summary>Gives the slot whose contract, or optional capability, an interface is. A capability lies in the namespace of its slot's contract.</summary>
    /// <exception cref="NotSupportedException">The type is neither.</exception>
    public static Slot SlotOf(Type contract) =>
        contract.IsInterface && contract.Assembly == typeof(IAoPlugin).Assembly && contract.Namespace is { } space && s_slots.TryGetValue(space, out var slot)
            ? slot
            : throw new NotSupportedException($"{contract.FullName} is neither one of the eight slots' contracts nor an optional capability of one.");

    /// <summary>Gives the slots that a collection of services fills.</summary>
    public static IEnumerable<PluginSlot> SlotsIn(IEnumerable<ServiceDescriptor> services) =>
        from service in services
        where service is { IsKeyedService: true, ServiceKey: string }
        from contract in s_contracts
        where contract.Value == service.ServiceType
        select new PluginSlot(contract.Key, (string)service.ServiceKey!);
}
