using Ao.Commands;

namespace Ao.Plugins.Git.Tests;

/// <summary>Answers a certain command with a failure in place of running it, as long as it is told to.</summary>
internal sealed class AnsweringRunner(Func<IReadOnlyList<string>, bool> isAnswered, string error) : ICommandRunner
{
    private readonly CommandRunner _runner = new(TimeProvider.System);

    public bool IsOn { get; set; } = true;

    public ValueTask<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken = default) =>
        IsOn && isAnswered(request.Command.Arguments)
            ? ValueTask.FromResult(new CommandResult { ExitCode = 128, Output = "", Error = error })
            : _runner.RunAsync(request, cancellationToken);
}
