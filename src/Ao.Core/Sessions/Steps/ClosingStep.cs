using Ao.Sessions.Output;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Steps;

/// <summary>Closes a session's workspace, and removes what its runs left in the runtime.</summary>
internal sealed class ClosingStep(SessionContext context, OutputArchive output)
{
    public async Task CloseAsync(SessionState state, CancellationToken cancellationToken)
    {
        var runtime = context.RuntimeOf(state);
        foreach (var handle in state.Handles)
        {
            // The agent has exited, but what it has started may live on: it would hold the workspace.
            await runtime.StopAsync(handle, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }

        var snapshot = await context.ScmOf(state).CloseWorkspaceAsync(state.Workspace!, cancellationToken).ConfigureAwait(false);
        foreach (var handle in state.Handles)
        {
            await output.ArchiveAsync(runtime, handle, cancellationToken).ConfigureAwait(false);
            await runtime.RemoveAsync(handle, cancellationToken).ConfigureAwait(false);
        }

        await context.AppendAsync(state, cancellationToken, new Facts.WorkspaceClosed(snapshot.Revision)).ConfigureAwait(false);
    }
}
