using Ao.Agents.Tools;
using Ao.Prompts;

namespace Ao.Sessions.Steps;

/// <summary>Writes what a session's agent is given at a launch.</summary>
internal sealed class LaunchPrompts(SessionContext context)
{
    /// <summary>Gives the file that holds a session's rules.</summary>
    public string RulesOf(SessionState state) => Path.Combine(context.Folders.StateOf(state.Id), "rules.md");

    /// <summary>Writes the rules into their file, and gives what the run is told.</summary>
    /// <returns>The prompt; <see langword="null"/> where the run only takes up the conversation.</returns>
    public async Task<string?> WriteAsync(SessionState state, bool hasTools, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(state);
        var values = ValuesOf(state);
        await StateFile.WriteAsync(RulesOf(state), await PromptWriter.WriteRulesAsync(project, values, hasTools, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if (state.Run!.TakesUp)
        {
            return null;
        }

        var message = state.Run.MessageId is { } id ? state.Messages.Find(message => message.Id == id)!.Text : null;
        if (message is not null && state.ConversationId is not null)
        {
            return message;
        }

        // A run that takes up no conversation knows nothing of what was asked before, so its message comes with the task.
        var task = await PromptWriter.WriteTaskAsync(project, values, state.Request.Prompt, state.Request.Context ?? [], cancellationToken).ConfigureAwait(false);
        return message is null ? task : $"{task}\n\n---\n\n{message}";
    }

    private static PromptValues ValuesOf(SessionState state) => new()
    {
        Session = state.Id.Value,
        Project = state.Request.Project.Value,
        Role = state.Request.Role,
        Branch = state.Workspace!.Branch ?? state.Request.Branch,
        Workspace = state.Workspace.Path,
        Title = state.Request.Title,
    };
}
