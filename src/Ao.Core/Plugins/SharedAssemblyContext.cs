using System.Reflection;
using System.Runtime.Loader;

namespace Ao.Plugins;

/// <summary>Gives plugins the host's shared assemblies by simple name, whatever version they were built on.</summary>
/// <remarks>Asked for a newer version than the host's, the default context refuses, and the loader would quietly fall back to the
/// plugin's private copy, whose types are then strangers to the host's.</remarks>
internal sealed class SharedAssemblyContext() : AssemblyLoadContext("Ao.Shared")
{
    private static readonly AssemblyLoadContext s_host = GetLoadContext(typeof(SharedAssemblyContext).Assembly) ?? Default;

    public static SharedAssemblyContext Instance { get; } = new();

    protected override Assembly? Load(AssemblyName assemblyName) => s_host.LoadFromAssemblyName(new AssemblyName(assemblyName.Name!));
}
