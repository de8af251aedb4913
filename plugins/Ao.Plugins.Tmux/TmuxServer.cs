using Ao.Commands;

namespace Ao.Plugins.Tmux;

/// <summary>Ao's own tmux server, on a socket of its own.</summary>
internal sealed class TmuxServer(TmuxFolder folder, ICommandRunner commands)
{
    private const int Attempts = 5;
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(20);

    /// <summary>Gives the command line of a client.</summary>
    public CommandLine CommandLineOf(params IReadOnlyList<string> arguments) =>
        new("tmux", ["-u", "-S", folder.Socket, "-f", folder.Configuration, .. arguments]);

    /// <summary>Gives what tmux says of its version, or <see langword="null"/> where there is no tmux.</summary>
    public async ValueTask<string?> FindVersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await commands.RunAsync(new CommandRequest { Command = new CommandLine("tmux", ["-V"]), Timeout = s_timeout }, cancellationToken).ConfigureAwait(false);
            return result.Succeeded ? Printable.Clean(result.Output).Trim() : null;
        }
        catch (CommandNotFoundException)
        {
            return null;
        }
    }

    public async ValueTask<CommandResult> RunAsync(IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var request = new CommandRequest
        {
            Command = CommandLineOf(arguments),
            Input = input,
            Timeout = s_timeout,

            // The first client's variables become the server's, so they are chosen. Programs get theirs from their own launch script.
            Environment = new Dictionary<string, string?>
            {
                ["AO_TMUX_FOLDER"] = folder.Root,
                ["HOME"] = null,
                ["USER"] = null,
                ["LANG"] = "C.UTF-8",
                ["SHELL"] = "/bin/sh",
            },
        };

        for (var attempt = 1; ; attempt++)
        {
            var result = await commands.RunAsync(request, cancellationToken).ConfigureAwait(false);
            if (result.TimedOut)
            {
                throw new AoException($"tmux did not answer within {s_timeout.TotalSeconds:0} s. Look at the server with '{CommandLineOf("list-sessions")}'.");
            }

            // A server ends with its last session; a client that comes at that moment meets its end and starts the next one.
            var ending = result.Error.Contains("server exited", StringComparison.Ordinal) || result.Error.Contains("lost server", StringComparison.Ordinal);
            if (!ending || attempt == Attempts)
            {
                return result;
            }
        }
    }
}
