using Ao.Agents;

namespace Ao.Plugins.OpenCode;

/// <summary>Brings a run up: waits for the server, starts the conversation and hands the prompt over, each only where the log does not say that it was done.</summary>
internal sealed class OpenCodeStart(AgentConnectionRequest request, OpenCodeRun run, OpenCodeServer server, TurnReader turns, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);
    private readonly TaskCompletionSource<string?> _conversation = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets the conversation, or <see langword="null"/> where none could be started.</summary>
    public Task<string?> Conversation => _conversation.Task;

    /// <summary>Does it, once the log that is there was read.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!await server.IsUpAsync(cancellationToken).ConfigureAwait(false))
            {
                await Task.Delay(s_pause, timeProvider, cancellationToken).ConfigureAwait(false);
            }

            await PromptAsync(await TakeUpAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (AoException exception)
        {
            HostEntry.WriteFailure(OpenCodeRun.LogIn(request.StateFolder, request.Run), exception.Message, timeProvider.GetUtcNow());
        }
        finally
        {
            _conversation.TrySetResult(null);
        }
    }

    private async Task<string> TakeUpAsync(CancellationToken cancellationToken)
    {
        if ((turns.Conversation ?? run.Conversation) is { } known)
        {
            await server.TakeUpAsync(known, cancellationToken).ConfigureAwait(false);
            return known;
        }

        var conversation = await server.CreateAsync(OpenCodeRun.TitleOf(request.Run), cancellationToken).ConfigureAwait(false);
        if (request.Mode == AgentMode.Interactive)
        {
            await server.ShowAsync(conversation, cancellationToken).ConfigureAwait(false);
        }

        return conversation;
    }

    private async Task PromptAsync(string conversation, CancellationToken cancellationToken)
    {
        var mark = run.MessageId ?? OpenCodeConnection.PromptMark;
        if (run.HasPrompt && !turns.WasTold(mark))
        {
            var prompt = await File.ReadAllTextAsync(OpenCodeRun.PromptIn(request.StateFolder, request.Run), cancellationToken).ConfigureAwait(false);
            await server.PromptAsync(conversation, prompt, mark, request.Run.Number, cancellationToken).ConfigureAwait(false);
        }

        _conversation.TrySetResult(conversation);
    }
}
