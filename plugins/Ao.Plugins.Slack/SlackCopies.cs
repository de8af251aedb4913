using System.Security.Cryptography;
using System.Text;
using Ao.Channels;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Slack;

/// <summary>Knows every copy of a question: where Slack broke off, one may be in the channel of which Slack did not say where. Such a copy tells where it is when somebody presses a button on it.</summary>
internal sealed class SlackCopies(SentMessages sent, IOptions<SlackOptions> options, TimeProvider time)
{
    private const int Most = 100;
    private const int MarkLength = 32;

    /// <summary>Gives what the buttons of a question are marked with: nobody but this plugin can mark a button so, and no other question is marked so.</summary>
    public string MarkOf(string consent)
    {
        var mark = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Value.SigningSecret ?? ""), Encoding.UTF8.GetBytes($"question\n{consent}"));
        return $"ao_consent/{Convert.ToHexStringLower(mark)[..MarkLength]}";
    }

    /// <summary>Remembers that a copy of a question may be in the channel from now on.</summary>
    public ValueTask OpenAsync(string consent, string title, string text, CancellationToken cancellationToken) =>
        sent.ChangeAsync(IdOf(consent), known => known ?? new SentMessage(IdOf(consent), time.GetUtcNow(), "", title, text), cancellationToken);

    /// <summary>Tells whether a press is on a copy of its question, and remembers where that copy is.</summary>
    public async ValueTask<bool> TakeAsync(SlackPress press, CancellationToken cancellationToken)
    {
        if (await FindAsync(press.ConsentId, cancellationToken).ConfigureAwait(false) is not { } question)
        {
            return false;
        }

        if (question.Copies!.Contains(press.Place, StringComparer.Ordinal))
        {
            return true;
        }

        if (string.IsNullOrEmpty(options.Value.SigningSecret)
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(press.Mark), Encoding.UTF8.GetBytes(MarkOf(press.ConsentId))))
        {
            return false;
        }

        await sent.ChangeAsync(
            IdOf(press.ConsentId),
            known => (known ?? question with { Id = IdOf(press.ConsentId), Place = "" }) is var copies && (copies.Copies ?? []).Count < Most ? copies with { Copies = [.. (copies.Copies ?? []).Append(press.Place).Distinct(StringComparer.Ordinal)] } : copies,
            cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Gives a question with the places of all its copies; <see langword="null"/> where it was not asked.</summary>
    public async ValueTask<SentMessage?> FindAsync(string consent, CancellationToken cancellationToken)
    {
        var posted = await sent.FindAsync(SlackNotifier.IdOf(consent), cancellationToken).ConfigureAwait(false);
        var copies = await sent.FindAsync(IdOf(consent), cancellationToken).ConfigureAwait(false);
        var places = ((string[])[posted?.Place ?? "", .. copies?.Copies ?? []]).Where(static place => place.Length > 0).Distinct(StringComparer.Ordinal);
        return (posted ?? copies) is { } question ? question with { Copies = [.. places] } : null;
    }

    private static string IdOf(string consent) => $"copies/{consent}";
}
