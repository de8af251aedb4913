using Ao.Runtimes;
using Ao.Terminals;
using Microsoft.Extensions.Hosting;

namespace Ao.TestPlugins.NewerExtensions;

internal sealed class NewerExtensionsTerminal(Heart heart) : ITerminal
{
    public ValueTask<TerminalAccess?> GetAccessAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<TerminalAccess?>(null);

    public ValueTask<string?> CaptureAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>($"{heart.Beats} {typeof(IHostedService).Assembly.GetName().Version}");
}
