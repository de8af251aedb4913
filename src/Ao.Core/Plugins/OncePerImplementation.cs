using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Scrutor;

namespace Ao.Plugins;

/// <summary>Adds what a scan finds beside other implementations, unless the plugin registered the same one itself.</summary>
internal sealed class OncePerImplementation : RegistrationStrategy
{
    public static OncePerImplementation Instance { get; } = new();

    public override void Apply(IServiceCollection services, ServiceDescriptor descriptor) => services.TryAddEnumerable(descriptor);
}
