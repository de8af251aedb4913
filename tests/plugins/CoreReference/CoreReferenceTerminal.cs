using Ao.Runtimes;
using Ao.Terminals;

namespace Ao.TestPlugins.CoreReference;

internal sealed class CoreReferenceTerminal : ITerminal
{
    public ValueTask<TerminalAccess?> GetAccessAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<TerminalAccess?>(null);

    public ValueTask<string?> CaptureAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(typeof(Ao.Configuration.AoOptions).Name);
}
