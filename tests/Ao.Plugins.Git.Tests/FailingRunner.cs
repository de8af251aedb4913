using Ao.Commands;
using Ao.TestSupport;

namespace Ao.Plugins.Git.Tests;

/// <summary>Lets the host die at its nth command, after the command ran and before its answer is read: the same as dying before the next.</summary>
internal sealed class FailingRunner(int dieAt) : ICommandRunner
{
    private readonly CommandRunner _runner = new(TimeProvider.System);
    private int _calls;

    public bool Died => _calls >= dieAt;

    public async ValueTask<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken = default)
    {
        var call = Interlocked.Increment(ref _calls);
        if (call > dieAt)
        {
            throw new HostDiedException();
        }

        var result = await _runner.RunAsync(request, cancellationToken);
        return call == dieAt ? throw new HostDiedException() : result;
    }
}
