using System.Collections.Frozen;

namespace Ao.Plugins;

/// <summary>The assemblies whose types a plugin and the host have in common. Nothing else crosses: whatever a plugin brings besides is its own.</summary>
internal static class SharedAssemblies
{
    public static FrozenSet<string> Names { get; } = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Ao.Abstractions",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Configuration.Abstractions",
        "Microsoft.Extensions.Options",
        "Microsoft.Extensions.Primitives",
        "Microsoft.Extensions.Logging.Abstractions",
        "Microsoft.Extensions.Hosting.Abstractions",
        "Microsoft.Extensions.Diagnostics.Abstractions",
        "System.Diagnostics.DiagnosticSource");
}
