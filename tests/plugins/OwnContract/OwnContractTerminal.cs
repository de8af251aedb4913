using Ao.Runtimes;
using Ao.Terminals;

namespace Ao.TestPlugins.OwnContract;

internal sealed class OwnContractTerminal : ITerminal
{
    public ValueTask<TerminalAccess?> GetAccessAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<TerminalAccess?>(null);

    public ValueTask<string?> CaptureAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(typeof(ITerminal).Assembly.Location);
}
