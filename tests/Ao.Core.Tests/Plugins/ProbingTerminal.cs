using Ao.Commands;
using Ao.Plugins;
using Ao.Runtimes;
using Ao.Terminals;
using Microsoft.Extensions.Logging;

namespace Ao.Core.Tests.Plugins;

/// <summary>Asks for every service that a host gives a plugin.</summary>
internal sealed class ProbingTerminal(ILoggerFactory loggers, ILogger<ProbingTerminal> logger, TimeProvider time, ICommandRunner commands, IHttpClients clients, PluginEnvironment environment) : ITerminal
{
    public ValueTask<TerminalAccess?> GetAccessAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<TerminalAccess?>(null);

    public ValueTask<string?> CaptureAsync(RunHandle handle, CancellationToken cancellationToken = default)
    {
        object[] services = [loggers, logger, time, commands, clients.Create("probe")];
        return ValueTask.FromResult<string?>($"{services.Length} {environment.Id} {environment.Version} {Directory.Exists(environment.DataFolder)}");
    }
}
