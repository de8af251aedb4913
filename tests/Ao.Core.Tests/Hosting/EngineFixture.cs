using Ao.Configuration;
using Ao.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.Core.Tests.Hosting;

/// <summary>Hosts whose orchestrators are made of a test's own parts.</summary>
internal static class EngineFixture
{
    public static HostApplicationBuilder CreateHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        return builder;
    }

    public static IAoBuilder AddFake(this IServiceCollection services, string name, string dataFolder, params IEngineStage[] stages) =>
        services.AddFake(name, options => options.DataFolder = dataFolder, parts =>
        {
            foreach (var stage in stages)
            {
                parts.AddSingleton(stage);
            }
        });

    public static IAoBuilder AddFake(this IServiceCollection services, string name, Action<AoOptions> configure, Action<IServiceCollection> parts) =>
        services.AddEngine(new EngineRegistration { Name = name, Section = static _ => null, Parts = parts }, configure);
}
