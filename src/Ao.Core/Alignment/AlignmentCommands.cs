using Ao.Commands;
using Ao.Configuration;
using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;
using Ao.Sessions;
using Ao.Sessions.Steps;
using Microsoft.Extensions.Logging;

namespace Ao.Alignment;

/// <summary>Runs a project's commands on a revision that others have written, where the project allows it.</summary>
/// <remarks>What runs there was written by peers. It gets a clean checkout, an empty home folder and the time that each command has; the option is off by default.</remarks>
internal sealed partial class AlignmentCommands(ISlotCatalog plugins, ICommandRunner commands, DataFolders folders, ILogger<AlignmentCommands> logger)
{
    private const int OutputLimit = 64 * 1024;

    /// <summary>Runs the commands.</summary>
    /// <returns>Whether all of them passed; <see langword="null"/> where the revision cannot be checked out.</returns>
    public async Task<bool?> RunAsync(Project project, IReadOnlyList<VerificationCommandOptions> run, string revision, CancellationToken cancellationToken)
    {
        ICheckout checkout;
        try
        {
            checkout = await plugins.Get<IScm>(project.Options.Scm).CheckOutAsync(project.Source, revision, cancellationToken).ConfigureAwait(false);
        }
        catch (AoException exception) when (exception is not TransientException)
        {
            return null;
        }

        await using (checkout.ConfigureAwait(false))
        {
            using var home = VerificationHome.Make(folders.AlignmentOf(project.Id), logger);
            foreach (var command in run)
            {
                // Nothing of the host's environment that the project passes to its own work: this is the work of others.
                var request = VerificationRequest.Of(command, checkout, home.Path, passed: []) with { OutputLimit = OutputLimit };
                if (!await PassesAsync(project, request, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
            }

            return true;
        }
    }

    private async Task<bool> PassesAsync(Project project, CommandRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await commands.RunAsync(request, cancellationToken).ConfigureAwait(false) is { ExitCode: 0, TimedOut: false };
        }
        catch (CommandNotFoundException exception)
        {
            // A program of the checkout is the fork's: one that leaves it out must not keep the check of all others from being made.
            LogMissing(exception, project.Id, request.Command.Program);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The program {Program}, which verifies alignment for project {Project}, could not be started: it counts as failed there.")]
    private partial void LogMissing(Exception exception, ProjectId project, string program);
}
