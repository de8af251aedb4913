using Ao.Runtimes;
using Ao.Terminals;

namespace Ao.TestPlugins.ThrowingConfigure;

internal sealed class ThrowingConfigureTerminal : ITerminal
{
    public ValueTask<TerminalAccess?> GetAccessAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<TerminalAccess?>(null);

    public ValueTask<string?> CaptureAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(typeof(ITerminal).Assembly.Location);
}
