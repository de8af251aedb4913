using Ao.Commands;

namespace Ao.EndToEnd.Tests;

/// <summary>Runs programs for a host that may die before and after each.</summary>
internal sealed class MortalCommandRunner(ICommandRunner commands, Death death) : ICommandRunner
{
    public async ValueTask<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken = default)
    {
        death.Step();
        var result = await commands.RunAsync(request, cancellationToken);
        death.Step();
        return result;
    }
}
