using Ao.Runtimes;
using Ao.Terminals;

namespace Ao.TestPlugins.Observed;

internal sealed class ObservedTerminal : ITerminal
{
    public ValueTask<TerminalAccess?> GetAccessAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<TerminalAccess?>(null);

    public ValueTask<string?> CaptureAsync(RunHandle handle, CancellationToken cancellationToken = default)
    {
        using var activity = Heart.Source.StartActivity("capture");
        return ValueTask.FromResult(activity?.ParentSpanId.ToString());
    }
}
