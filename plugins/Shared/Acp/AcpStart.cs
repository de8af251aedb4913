using Ao.Agents;
using Ao.JsonRpc;

namespace Ao.Acp;

/// <summary>Begins a conversation and hands the prompt over, each step only where no host before has asked for it.</summary>
internal sealed class AcpStart(AgentConnectionRequest request, AcpRun run, AcpFiles files, AcpSteps steps, AcpTurns turns, JsonRpcConnection rpc)
{
    private readonly TaskCompletionSource<string?> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets the conversation as soon as it takes messages, or <see langword="null"/> where it never will.</summary>
    public Task<string?> Ready => _ready.Task;

    /// <exception cref="AoException">The agent cannot be asked.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await BeginAsync(cancellationToken).ConfigureAwait(false) is { } conversation)
            {
                await PromptAsync(conversation, cancellationToken).ConfigureAwait(false);
                _ready.TrySetResult(conversation);
            }
        }
        finally
        {
            _ready.TrySetResult(null);
        }
    }

    private async Task<string?> BeginAsync(CancellationToken cancellationToken)
    {
        await AskAsync(AcpStep.Initialize, "initialize", AcpRequests.Initialize, cancellationToken).ConfigureAwait(false);
        if (await turns.Initialized.Task.WaitAsync(cancellationToken).ConfigureAwait(false) is not { } answer)
        {
            return null;
        }

        if (run.AuthMethod is { } method)
        {
            await AskAsync(AcpStep.Authenticate, "authenticate", json => json.WriteString("methodId", method), cancellationToken).ConfigureAwait(false);
            if (!await turns.Authenticated.Task.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        var can = answer.Part("agentCapabilities") ?? default;
        var speaksHttp = can.Part("mcpCapabilities") is { } tools && tools.Flag("http");
        var resumes = (can.Part("sessionCapabilities") ?? default).Part("resume") is not null;
        var (name, conversation) = run.Conversation is null ? ("session/new", null)
            : resumes ? ("session/resume", run.Conversation)
            : can.Flag("loadSession") ? ("session/load", run.Conversation)
            : ("session/new", null);
        await AskAsync(AcpStep.Session, name, json => AcpRequests.Session(json, run, request.Workspace.Path, conversation, speaksHttp), cancellationToken).ConfigureAwait(false);
        if (await turns.Conversation.Task.WaitAsync(cancellationToken).ConfigureAwait(false) is not { } id || run.SessionMode is not { } mode)
        {
            return await turns.Conversation.Task.ConfigureAwait(false);
        }

        await AskAsync(
            AcpStep.SetMode,
            "session/set_mode",
            json =>
            {
                json.WriteString("sessionId", id);
                json.WriteString("modeId", mode);
            },
            cancellationToken).ConfigureAwait(false);
        return await turns.ModeSet.Task.WaitAsync(cancellationToken).ConfigureAwait(false) ? id : null;
    }

    private async Task PromptAsync(string conversation, CancellationToken cancellationToken)
    {
        if (!run.HasPrompt || steps.Has(AcpStep.Prompt))
        {
            return;
        }

        // The protocol has no place for rules, so a new conversation begins with them.
        var rules = run is { Conversation: null, RulesFile: { } file } ? await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false) : null;
        var prompt = await files.ReadPromptAsync(cancellationToken).ConfigureAwait(false);
        await steps.DoAsync(
            new AcpStep(AcpStep.Prompt, run.MessageId),
            () => rpc.AskAsync("session/prompt", AcpStep.Prompt, json => AcpRequests.Prompt(json, conversation, rules, prompt), cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task AskAsync(string step, string method, Action<System.Text.Json.Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        if (!steps.Has(step))
        {
            await steps.DoAsync(new AcpStep(step), () => rpc.AskAsync(method, step, write, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }
}
