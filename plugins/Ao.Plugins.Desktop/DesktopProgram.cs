using System.Globalization;
using Ao.Commands;

namespace Ao.Plugins.Desktop;

/// <summary>Runs a program that shows a notification.</summary>
internal static class DesktopProgram
{
    /// <summary>The variable by which a program's run can be traced to the operation, where what it shows has no place for it.</summary>
    public const string OperationVariable = "AO_OPERATION";

    /// <summary>Runs it and gives what it wrote.</summary>
    /// <exception cref="AoException">It is not there or has failed.</exception>
    public static async ValueTask<string> RunAsync(ICommandRunner commands, CommandRequest request, string remedy, CancellationToken cancellationToken)
    {
        CommandResult result;
        try
        {
            result = await commands.RunAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandNotFoundException exception)
        {
            throw new AoException($"The notification cannot be shown: the program '{request.Command.Program}' is not there. {remedy}", exception);
        }

        if (result.TimedOut)
        {
            throw new OutcomeUnknownException(string.Create(CultureInfo.InvariantCulture, $"The program '{request.Command.Program}' did not end within {request.Timeout.TotalSeconds:0.##} s. The notification may have been shown."));
        }

        return result.Succeeded
            ? result.Output
            : throw new AoException(string.Create(CultureInfo.InvariantCulture, $"The notification cannot be shown: '{request.Command.Program}' exited with {result.ExitCode}: {Printable.Quote(result.Error.Trim())}. {remedy}"));
    }
}
