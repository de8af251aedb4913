using System.Collections.Concurrent;
using Ao.Commands;

namespace Ao.GitRemotes.Tests;

/// <summary>Runs programs and remembers what they were given.</summary>
internal sealed class RecordingRunner(ICommandRunner runner) : ICommandRunner
{
    public ConcurrentQueue<CommandRequest> Requests { get; } = [];

    /// <summary>Gets or sets what answers instead of the program.</summary>
    public Func<CommandRequest, CommandResult?> Answer { get; set; } = static _ => null;

    /// <summary>Gets or sets what is done after the program has ended, before its result is given.</summary>
    public Func<CommandRequest, CommandResult, CommandResult> Then { get; set; } = static (_, result) => result;

    public async ValueTask<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken = default)
    {
        Requests.Enqueue(request);
        return Answer(request) ?? Then(request, await runner.RunAsync(request, cancellationToken));
    }
}
