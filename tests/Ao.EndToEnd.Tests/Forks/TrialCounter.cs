using Ao.Commands;

namespace Ao.EndToEnd.Tests.Forks;

/// <summary>Runs programs for a host, and counts the merges on trial among them.</summary>
internal sealed class TrialCounter : ICommandRunner
{
    private readonly CommandRunner _runner = new(TimeProvider.System);
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public ValueTask<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken = default)
    {
        if (request.Command.Arguments.Contains("merge-tree", StringComparer.Ordinal))
        {
            Interlocked.Increment(ref _count);
        }

        return _runner.RunAsync(request, cancellationToken);
    }
}
