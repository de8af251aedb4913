using Ao.Commands;

namespace Ao.Benchmarks;

/// <summary>Counts the programs that a host and its plugins start.</summary>
internal sealed class CountingRunner : ICommandRunner
{
    private readonly CommandRunner _runner = new(TimeProvider.System);
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public ValueTask<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _count);
        return _runner.RunAsync(request, cancellationToken);
    }
}
