using System.Security.Cryptography;
using System.Text;
using Ao.Channels;
using Ao.Notifiers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.OpenClaw;

/// <summary>All that goes to the gateway, in order and each once.</summary>
internal sealed partial class Outgoing(GatewayClient client, NoiseControl noise, HeldNotes held, RefusedNotes refused, PluginEnvironment environment, IOptions<OpenClawOptions> options, TimeProvider timeProvider, ILogger<Outgoing> logger) : IDisposable
{
    private readonly OnceInOrder _sending = new(Path.Combine(environment.DataFolder, "sent.keys"), timeProvider, logger);

    /// <summary>Sends a notification, or holds it back.</summary>
    public ValueTask NotifyAsync(Notification notification, CancellationToken cancellationToken) => _sending.SendAsync(notification.Key, token => SendOrHoldAsync(notification, token), cancellationToken);

    /// <summary>Sends a text at once.</summary>
    public ValueTask TellAsync(OperationKey key, string text, SessionId? session, CancellationToken cancellationToken, OperationKey? follows = null) =>
        _sending.SendAsync(key, token => client.SendAsync(key, RequestFor(text, NotificationPriority.Action, session, null), token), cancellationToken, follows);

    /// <summary>Tells all that is held back in one message. What the gateway refuses is held back no longer, and kept for a person.</summary>
    public ValueTask TellHeldAsync(CancellationToken cancellationToken) => _sending.RunAsync(
        async token =>
        {
            var notes = await held.ListAsync(token).ConfigureAwait(false);
            if (notes.Count > 0)
            {
                // The same notes are the same message: the gateway knows it again where the host died before it noted that they were told.
                var key = new OperationKey($"digest/{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', notes.Select(static note => note.Key.Value)))).AsSpan(0, 16))}");
                try
                {
                    await client.SendAsync(key, RequestFor(AgentText.Of(notes), notes.Max(static note => note.Priority), null, null), token).ConfigureAwait(false);
                }
                catch (AoException exception) when (exception is not (TransientException or OutcomeUnknownException))
                {
                    // It would be refused again: a person is to see it.
                    await refused.AddAsync(notes, exception.Message, token).ConfigureAwait(false);
                }

                await held.RemoveAsync(notes, CancellationToken.None).ConfigureAwait(false);
            }
        },
        cancellationToken);

    public void Dispose() => _sending.Dispose();

    private async ValueTask SendOrHoldAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (!noise.MayGo(notification))
        {
            await held.AddAsync(HeldNote.From(notification), cancellationToken).ConfigureAwait(false);
            return;
        }

        await client.SendAsync(notification.Key, RequestFor(AgentText.Of(notification), notification.Priority, notification.Session, notification.Project), cancellationToken).ConfigureAwait(false);
        noise.Note(notification);
        if (notification.Priority == NotificationPriority.Urgent && options.Value.WakeForUrgent)
        {
            await WakeAsync(notification, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask WakeAsync(Notification notification, CancellationToken cancellationToken)
    {
        try
        {
            // The gateway trusts what it is woken with: only names that Ao has given are in it.
            var about = notification.Session?.Value ?? notification.Project?.Value;
            var text = about is null ? "Ao has sent an urgent message for the operator." : $"Ao has sent an urgent message for the operator about {about}.";
            await client.WakeAsync(notification.Key, new WakeRequest(text, options.Value.AgentId), cancellationToken).ConfigureAwait(false);
        }
        catch (AoException exception)
        {
            // The message itself was taken.
            LogNotWoken(logger, exception);
        }
    }

    private AgentRequest RequestFor(string text, NotificationPriority priority, SessionId? session, ProjectId? project)
    {
        var settings = options.Value;
        return new AgentRequest
        {
            Message = text,
            AgentId = settings.AgentId,
            SessionKey = settings.KeepConversations ? settings.SessionKeyPrefix + (session?.Value ?? project?.Value ?? "all") : null,
            SessionMode = settings.KeepConversations ? "persistent" : null,
            WakeMode = priority >= NotificationPriority.Action ? "now" : "next-heartbeat",
            Channel = settings.Channel,
            To = settings.To,
            AccountId = settings.AccountId,
        };
    }

    [LoggerMessage(1, LogLevel.Warning, "The OpenClaw gateway has taken an urgent message and could not be woken for it.")]
    private static partial void LogNotWoken(ILogger logger, Exception exception);
}
