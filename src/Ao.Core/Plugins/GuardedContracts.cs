using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;

namespace Ao.Plugins;

/// <summary>Gives one interface for all contracts that a class implements: a proxy stands for one interface only.</summary>
internal static class GuardedContracts
{
    private static readonly ConcurrentDictionary<Type, Type> s_contracts = new();
    private static readonly ModuleBuilder s_module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Ao.Guards"), AssemblyBuilderAccess.Run).DefineDynamicModule("Ao.Guards");
    private static readonly Lock s_gate = new();
    private static int s_count;

    public static Type Of(Type implementation) => s_contracts.GetOrAdd(implementation, static implementation =>
    {
        var all = implementation.GetInterfaces().Where(SlotGuard.Guards).ToList();
        return all is [var only] ? only : Combine(all);
    });

    private static Type Combine(List<Type> contracts)
    {
        lock (s_gate)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"IGuarded{++s_count}");
            var type = s_module.DefineType(name, TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
            foreach (var contract in contracts)
            {
                type.AddInterfaceImplementation(contract);
            }

            return type.CreateType();
        }
    }
}
