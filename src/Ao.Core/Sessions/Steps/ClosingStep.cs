using Ao.Sessions.Output;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Steps;

/// <summary>Closes a session's workspace, and removes what its runs left in the runtime.</summary>
/// <remarks>Only the session's own loop does it, so that nothing else of the session goes on in a folder that is being removed.</remarks>
internal sealed class ClosingStep(SessionContext context, OutputArchive output)
{
    public async Task CloseAsync(SessionState state, CancellationToken cancellationToken)
    {
        if (!state.WorkspaceClosing)
        {
            // Refused where anything was written since this was decided, such as a message; whoever wrote behind it knows that the folder may be gone.
            await context.AppendAsync(state, cancellationToken, new Facts.WorkspaceClosing()).ConfigureAwait(false);
        }

        try
        {
            foreach (var held in state.Handles)
            {
                // The agent has exited, but what it has started may live on: it would hold the workspace.
                await context.RuntimeOf(state, held).StopAsync(held.Handle, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            }

            var snapshot = await context.ScmOf(state).CloseWorkspaceAsync(state.Workspace!, cancellationToken).ConfigureAwait(false);
            foreach (var held in state.Handles)
            {
                await output.ArchiveAsync(context.RuntimeOf(state, held), held.Handle, cancellationToken).ConfigureAwait(false);
                await context.RuntimeOf(state, held).RemoveAsync(held.Handle, cancellationToken).ConfigureAwait(false);
            }

            // Whatever was written meanwhile: the folder is gone.
            await context.AppendAsync(state.Id, cancellationToken, new Facts.WorkspaceClosed(snapshot.Revision)).ConfigureAwait(false);
        }
        catch (AoException exception) when (exception.Message != context.Sessions.Get(state.Id).CloseProblem)
        {
            await context.AppendAsync(state.Id, cancellationToken, new Facts.WorkspaceNotClosed(exception.Message)).ConfigureAwait(false);
            throw;
        }
    }
}
