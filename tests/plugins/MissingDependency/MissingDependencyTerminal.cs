using Ao.Runtimes;
using Ao.Terminals;
using Newtonsoft.Json;

namespace Ao.TestPlugins.MissingDependency;

internal sealed class MissingDependencyTerminal : ITerminal
{
    public ValueTask<TerminalAccess?> GetAccessAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<TerminalAccess?>(null);

    public ValueTask<string?> CaptureAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>($"{typeof(JsonConvert).Assembly.GetName().Version} {JsonConvert.SerializeObject(true)}");
}
