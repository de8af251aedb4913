using Ao.Commands;
using Ao.TestSupport;

namespace Ao.Plugins.Git.Tests;

/// <summary>Runs commands as somebody whom file permissions hold for: where the tests run as root, as the user 65534 to whom the test's folder is given first.</summary>
internal sealed class UnprivilegedRunner : ICommandRunner
{
    private const string Nobody = "65534";
    private readonly CommandRunner _runner = new(TimeProvider.System);
    private readonly string _folder;

    public UnprivilegedRunner(string folder)
    {
        _folder = folder;
        if (Environment.IsPrivilegedProcess)
        {
            RequiredTool.Ensure("setpriv");
        }
    }

    public async ValueTask<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken = default)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return await _runner.RunAsync(request, cancellationToken);
        }

        await _runner.RunAsync(new CommandRequest { Command = new CommandLine("chown", "-Rh", $"{Nobody}:{Nobody}", "--", _folder) }, cancellationToken);
        var command = new CommandLine("setpriv", ["--reuid", Nobody, "--regid", Nobody, "--clear-groups", "--", request.Command.Program, .. request.Command.Arguments]);
        return await _runner.RunAsync(request with { Command = command }, cancellationToken);
    }
}
