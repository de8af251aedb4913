using Microsoft.Extensions.Logging;

namespace Ao.Hosting;

/// <summary>Makes the loggers of one orchestrator: they log where the host's do, and into its ring.</summary>
internal sealed class RecordingLoggerFactory(ILoggerFactory host, LogRing ring) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new RecordingLogger(host.CreateLogger(categoryName), categoryName, ring);

    public void AddProvider(ILoggerProvider provider) => host.AddProvider(provider);

    // The host's factory is the host's to dispose of.
    public void Dispose()
    {
    }
}
