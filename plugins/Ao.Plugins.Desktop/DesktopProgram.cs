using System.Globalization;
using Ao.Commands;

namespace Ao.Plugins.Desktop;

/// <summary>Runs a program that shows a notification.</summary>
internal static class DesktopProgram
{
    /// <summary>The variable by which a program's run can be traced to the operation, where what it shows has no place for it.</summary>
    public const string OperationVariable = "AO_OPERATION";

    /// <summary>Runs it to see whether it is there and works.</summary>
    /// <param name="commands">What runs it.</param>
    /// <param name="request">A run that shows nothing.</param>
    /// <param name="nameOf">Says what is there, from what it wrote.</param>
    /// <param name="remedy">What a person can do where it does not work.</param>
    /// <param name="fix">The same, as the finding has it.</param>
    /// <param name="cancellationToken">The token that cancels it.</param>
    public static async ValueTask<SelfCheckFinding> InspectAsync(ICommandRunner commands, CommandRequest request, Func<string, string> nameOf, string remedy, string fix, CancellationToken cancellationToken)
    {
        try
        {
            var written = await RunAsync(commands, request, remedy, cancellationToken).ConfigureAwait(false);
            return new SelfCheckFinding(SelfCheckLevel.Pass, $"{nameOf(written)} is there.");
        }
        catch (AoException exception)
        {
            return new SelfCheckFinding(SelfCheckLevel.Fail, exception.Message, fix);
        }
    }

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
