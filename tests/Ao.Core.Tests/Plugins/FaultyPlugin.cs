using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Core.Tests.Plugins;

/// <summary>A plugin that is linked into the tests.</summary>
internal sealed class FaultyPlugin(Fault fault) : IAoPlugin
{
    public FaultyPlugin()
        : this(new Fault())
    {
    }

    public void Configure(IAoPluginBuilder builder)
    {
        builder.Services.AddSingleton(fault);
        builder.AddTracker<FaultyTracker>("faulty");
        builder.AddAgent<FaultyAgent>("faulty");
        builder.AddTerminal<ProbingTerminal>("faulty");
    }
}
