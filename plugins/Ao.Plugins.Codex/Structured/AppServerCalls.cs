using System.Text.Json;
using Ao.Plugins.Codex.Setup;

namespace Ao.Plugins.Codex.Structured;

/// <summary>The calls of the app-server, by the names that its protocol has for them.</summary>
internal sealed class AppServerCalls(JsonRpcConnection connection, RunRecord record, string? model, string workspace)
{
    private const int AlreadyInitialized = -32600;

    /// <summary>Introduces Ao. Where a host did that before, Codex says so, and nothing else happens.</summary>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await connection.RequestAsync(
                "initialize",
                Purpose.Initialize,
                static json =>
                {
                    json.WriteStartObject("clientInfo");
                    json.WriteString("name", "ao");
                    json.WriteString("title", "Ao");
                    json.WriteString("version", "0.1");
                    json.WriteEndObject();
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (JsonRpcException exception) when (exception.Code == AlreadyInitialized)
        {
            return;
        }

        await connection.NotifyAsync("initialized", static _ => { }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins the conversation, or takes it up.</summary>
    public Task StartThreadAsync(CancellationToken cancellationToken) => connection.RequestAsync(
        record.Conversation is null ? "thread/start" : "thread/resume",
        Purpose.Thread,
        json =>
        {
            if (record.Conversation is { } conversation)
            {
                json.WriteString("threadId", conversation);
                json.WriteBoolean("excludeTurns", true);
            }

            json.WriteString("cwd", workspace);
            json.WriteString("sandbox", record.Sandbox);
            json.WriteString("approvalPolicy", record.Approval);
            if (model is not null)
            {
                json.WriteString("model", model);
            }
        },
        cancellationToken);

    /// <summary>Begins a turn with a message. Codex keeps the message's id beside it and names it in the message's item.</summary>
    public Task StartTurnAsync(string thread, string messageId, string text, CancellationToken cancellationToken) => connection.RequestAsync(
        "turn/start",
        Purpose.TurnOf(messageId),
        json =>
        {
            json.WriteString("threadId", thread);
            json.WriteString("clientUserMessageId", messageId);
            json.WriteStartArray("input");
            json.WriteStartObject();
            json.WriteString("type", "text");
            json.WriteString("text", text);
            json.WriteEndObject();
            json.WriteEndArray();
        },
        cancellationToken);

    /// <summary>Breaks a turn off.</summary>
    public Task InterruptAsync(string thread, string turn, CancellationToken cancellationToken) => connection.RequestAsync(
        "turn/interrupt",
        Purpose.Interrupt,
        json =>
        {
            json.WriteString("threadId", thread);
            json.WriteString("turnId", turn);
        },
        cancellationToken);
}
