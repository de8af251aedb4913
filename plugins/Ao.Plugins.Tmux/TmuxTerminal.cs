using Ao.Runtimes;
using Ao.Terminals;

namespace Ao.Plugins.Tmux;

/// <summary>Shows runs of the tmux runtime to a person.</summary>
internal sealed class TmuxTerminal(TmuxFolder folder, TmuxServer server) : ITerminal
{
    public ValueTask<TerminalAccess?> GetAccessAsync(RunHandle handle, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(IsShown(handle) ? new TerminalAccess { Command = server.CommandLineOf("attach-session", "-t", $"={folder.Of(handle.Run).SessionName}") } : null);

    public async ValueTask<string?> CaptureAsync(RunHandle handle, CancellationToken cancellationToken = default)
    {
        if (!IsShown(handle))
        {
            return null;
        }

        var result = await server.RunAsync(["capture-pane", "-p", "-t", $"={folder.Of(handle.Run).SessionName}:"], default, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? Printable.Clean(result.Output) : null;
    }

    private bool IsShown(RunHandle handle) => folder.Of(handle.Run).ReadKeeper() is { } keeper && keeper.ToString() == handle.Token && keeper.IsAlive();
}
