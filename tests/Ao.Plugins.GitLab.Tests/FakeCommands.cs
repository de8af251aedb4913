using Ao.Commands;

namespace Ao.Plugins.GitLab.Tests;

/// <summary>Programs as a test says.</summary>
internal sealed class FakeCommands(Func<CommandRequest, string> answer) : ICommandRunner
{
    public List<CommandRequest> Requests { get; } = [];

    public ValueTask<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken = default)
    {
        Requests.Add(request);
        return ValueTask.FromResult(new CommandResult { ExitCode = 0, Output = answer(request), Error = "" });
    }
}
