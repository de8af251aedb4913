using System.Reflection;
using McMaster.NETCore.Plugins.Loader;

namespace Ao.Plugins;

/// <summary>Loads a plugin's assembly into a context of its own. The one place that knows the loader's library.</summary>
internal static class PluginContext
{
    /// <summary>Loads an assembly; its private dependencies follow when they are first used.</summary>
    public static Assembly Load(string assemblyPath)
    {
        var builder = new AssemblyLoadContextBuilder()
            .SetMainAssemblyPath(assemblyPath)
            .SetDefaultContext(SharedAssemblyContext.Instance)
            .IsLazyLoaded(true);
        foreach (var name in SharedAssemblies.Names)
        {
            builder.PreferDefaultLoadContextAssembly(new AssemblyName(name));
        }

        return builder.Build().LoadFromAssemblyPath(assemblyPath);
    }
}
