using Ao.Commands;

namespace Ao.Plugins.Git.Tests;

/// <summary>Counts the commands that are run.</summary>
internal sealed class CountingRunner : ICommandRunner
{
    private readonly CommandRunner _runner = new(TimeProvider.System);
    private int _calls;

    public int Calls => _calls;

    public ValueTask<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _calls);
        return _runner.RunAsync(request, cancellationToken);
    }
}
