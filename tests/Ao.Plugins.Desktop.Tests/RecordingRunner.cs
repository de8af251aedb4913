using System.Collections.Immutable;
using Ao.Commands;

namespace Ao.Plugins.Desktop.Tests;

/// <summary>Runs nothing, and keeps what it was asked to run.</summary>
internal sealed class RecordingRunner : ICommandRunner
{
    private ImmutableList<CommandRequest> _requests = [];

    public IReadOnlyList<CommandRequest> Requests => _requests;

    /// <summary>Gets or sets how a program ends.</summary>
    public Func<CommandRequest, CancellationToken, Task<CommandResult>> Result { get; set; } = static (_, _) => Task.FromResult(Exit(0));

    public static CommandResult Exit(int code, string output = "", string error = "") => new() { ExitCode = code, Output = output, Error = error };

    public async ValueTask<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var result = await Result(request, cancellationToken);
        if (result.Succeeded)
        {
            ImmutableInterlocked.Update(ref _requests, static (requests, one) => requests.Add(one), request);
        }

        return result;
    }
}
