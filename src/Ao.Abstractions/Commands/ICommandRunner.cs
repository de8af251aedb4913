namespace Ao.Commands;

/// <summary>Runs programs. It is the only way to start one: the host implements it, and a test can replace it.</summary>
/// <remarks>Safe for concurrent use. Both output streams are always drained, in bounded memory.</remarks>
public interface ICommandRunner
{
    /// <summary>Runs a program and waits for its end.</summary>
    /// <param name="request">What to run, and how.</param>
    /// <param name="cancellationToken">The token that ends the program with its descendants.</param>
    /// <returns>How it ended. A non-zero exit code and a timeout are results, not exceptions.</returns>
    /// <exception cref="CommandNotFoundException">The program is not on <c>PATH</c>, or may not be executed.</exception>
    ValueTask<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken = default);
}
