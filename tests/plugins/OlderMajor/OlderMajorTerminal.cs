using Ao.Runtimes;
using Ao.Terminals;

namespace Ao.TestPlugins.OlderMajor;

internal sealed class OlderMajorTerminal : ITerminal
{
    public ValueTask<TerminalAccess?> GetAccessAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<TerminalAccess?>(null);

    public ValueTask<string?> CaptureAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(null);
}
