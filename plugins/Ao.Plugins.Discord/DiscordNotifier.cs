using System.Text.Json;
using Ao.Channels;
using Ao.Notifiers;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Discord;

/// <summary>Posts notifications and questions, and changes questions that are closed.</summary>
/// <remarks>It brings no answer back: Discord signs what comes from a button with Ed25519, which .NET does not verify by itself, and a webhook that a person made has no buttons. Questions are answered where an operator is authenticated.</remarks>
internal sealed class DiscordNotifier(DiscordClient client, SentMessages sent, IOptions<DiscordOptions> options, TimeProvider time) : INotifier, IConsentChannel, IConsentClosing
{
    private const int MaxKept = 500;

    public async ValueTask NotifyAsync(Notification notification, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var mentions = notification.Priority >= options.Value.MentionFrom;
        await SendOnceAsync($"notify/{notification.Key}", DiscordEmbed.Of(notification), mentions, title: null, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask AskAsync(ConsentQuestion question, CancellationToken cancellationToken = default) =>
        SendOnceAsync($"consent/{question.ConsentId}", DiscordEmbed.Of(question, time.GetUtcNow()), mentions: false, ChannelText.Cut(question.Title, MaxKept), cancellationToken);

    public async ValueTask CloseAsync(ConsentClosure closure, CancellationToken cancellationToken = default)
    {
        if (await sent.FindAsync($"consent/{closure.ConsentId}", cancellationToken).ConfigureAwait(false) is not { } question)
        {
            return;
        }

        var embed = DiscordEmbed.Of(closure, question.Title ?? "", time.GetUtcNow());
        await sent.SendOnceAsync(
            $"closed/{closure.ConsentId}",
            async () =>
            {
                await client.ChangeAsync(question.Place, json => Write(json, embed, mentions: false, isNew: false), cancellationToken).ConfigureAwait(false);
                return new SentMessage($"closed/{closure.ConsentId}", time.GetUtcNow(), question.Place);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public IAsyncEnumerable<ConsentAnswer> ReadAnswersAsync(CancellationToken cancellationToken = default) => NoAnswers.ReadAsync(time, cancellationToken);

    private async ValueTask SendOnceAsync(string id, DiscordEmbed embed, bool mentions, string? title, CancellationToken cancellationToken) =>
        await sent.SendOnceAsync(
            id,
            async () => new SentMessage(id, time.GetUtcNow(), await client.PostAsync(json => Write(json, embed, mentions, isNew: true), cancellationToken).ConfigureAwait(false), title),
            cancellationToken).ConfigureAwait(false);

    private void Write(Utf8JsonWriter json, DiscordEmbed embed, bool mentions, bool isNew)
    {
        var (users, roles) = mentions ? (options.Value.MentionUsers, options.Value.MentionRoles) : ([], []);
        json.WriteStartObject();
        if (isNew && options.Value.Username is { } name)
        {
            json.WriteString("username", name);
        }

        if (users.Count + roles.Count > 0)
        {
            json.WriteString("content", string.Join(' ', users.Select(static id => $"<@{id}>").Concat(roles.Select(static id => $"<@&{id}>"))));
        }

        json.WriteStartArray("embeds");
        embed.Write(json);
        json.WriteEndArray();

        // Nobody is mentioned but those who are configured, whatever a text says.
        json.WriteStartObject("allowed_mentions");
        WriteList(json, "parse", []);
        WriteList(json, "users", users);
        WriteList(json, "roles", roles);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
