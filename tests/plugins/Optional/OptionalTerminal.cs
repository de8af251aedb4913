using Ao.Runtimes;
using Ao.Terminals;
using Microsoft.Extensions.Options;

namespace Ao.TestPlugins.Optional;

internal sealed class OptionalTerminal(IOptions<OptionalOptions> options) : ITerminal
{
    public ValueTask<TerminalAccess?> GetAccessAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<TerminalAccess?>(null);

    public ValueTask<string?> CaptureAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>($"{options.Value.Target} {options.Value.Retries} {options.Value.Nested.Deep} {string.Join(",", options.Value.Names)} {string.Join(",", options.Value.Steps.Keys)}");
}
