using Ao.Commands;
using Ao.TestSupport;

namespace Ao.Plugins.Git.Tests;

/// <summary>Lets the host die at a certain command, before or after it ran.</summary>
internal sealed class DyingRunner(Func<IReadOnlyList<string>, bool> isDeadly, bool before) : ICommandRunner
{
    private readonly CommandRunner _runner = new(TimeProvider.System);

    public async ValueTask<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken = default)
    {
        var dies = isDeadly(request.Command.Arguments);
        if (!(dies && before))
        {
            var result = await _runner.RunAsync(request, cancellationToken);
            if (!dies)
            {
                return result;
            }
        }

        throw new HostDiedException();
    }
}
