using System.Text;
using System.Text.Json;
using Ao.Files;
using Ao.Locks;

namespace Ao.Channels;

/// <summary>Remembers what is in a channel, beyond the host's life: so that nothing is shown twice, and what was shown can be changed.</summary>
/// <param name="file">Where it is kept, a line each.</param>
/// <param name="period">How long a message is remembered.</param>
/// <param name="most">How many are remembered at most; the oldest go first.</param>
/// <param name="time">What the time is told by.</param>
internal sealed class SentMessages(string file, TimeSpan period, int most, TimeProvider time) : IDisposable
{
    private readonly KeyedLock _turns = new();
    private readonly SemaphoreSlim _file = new(1, 1);
    private readonly Dictionary<string, SentMessage> _messages = new(StringComparer.Ordinal);
    private int _lines = -1;

    /// <summary>Finds a message.</summary>
    public ValueTask<SentMessage?> FindAsync(string id, CancellationToken cancellationToken) => InTurnAsync(
        id,
        static _ => ValueTask.CompletedTask,
        static exception => new TransientException($"It cannot be seen whether the message was sent before: {exception.Message} Let the host read and write its data folder.", innerException: exception),
        cancellationToken);

    /// <summary>Sends a message that was not sent, and remembers it; of several callers of one id, one sends.</summary>
    public async ValueTask<SentMessage> SendOnceAsync(string id, Func<ValueTask<SentMessage>> send, CancellationToken cancellationToken)
    {
        using (await _turns.EnterAsync(id, cancellationToken).ConfigureAwait(false))
        {
            if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is { } sent)
            {
                return sent;
            }

            var message = await send().ConfigureAwait(false);
            await KeepAsync(message).ConfigureAwait(false);
            return message;
        }
    }

    /// <summary>Remembers a message in the place of an earlier one of its id. It is not cancelled: what is in the channel is there.</summary>
    public async ValueTask KeepAsync(SentMessage message) => await InTurnAsync(
        message.Id,
        _ => WriteAsync(message),
        static exception => new OutcomeUnknownException($"The message is in the channel, and that could not be written down: {exception.Message} Make room in the data folder, or let the host write there.", exception),
        CancellationToken.None).ConfigureAwait(false);

    /// <summary>Changes what is remembered under an id, with nobody between.</summary>
    /// <param name="id">The id.</param>
    /// <param name="change">Gives what is to be remembered, from what is.</param>
    /// <param name="cancellationToken">The token that cancels waiting for the turn.</param>
    public async ValueTask ChangeAsync(string id, Func<SentMessage?, SentMessage> change, CancellationToken cancellationToken) => await InTurnAsync(
        id,
        known => change(known) is var message && message != known ? WriteAsync(message) : ValueTask.CompletedTask,
        static exception => new TransientException($"It could not be written down what is in the channel: {exception.Message} Make room in the data folder, or let the host write there.", innerException: exception),
        cancellationToken).ConfigureAwait(false);

    public void Dispose() => _file.Dispose();

    private static byte[] LineOf(SentMessage message) => [.. JsonSerializer.SerializeToUtf8Bytes(message, SentMessagesJson.Default.SentMessage), (byte)'\n'];

    /// <summary>Does something with what is remembered under an id, with nobody between.</summary>
    /// <returns>What was remembered.</returns>
    private async ValueTask<SentMessage?> InTurnAsync(string id, Func<SentMessage?, ValueTask> act, Func<Exception, AoException> faultOf, CancellationToken cancellationToken)
    {
        await _file.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await LoadAsync(cancellationToken).ConfigureAwait(false);
            var known = _messages.GetValueOrDefault(id);
            await act(known).ConfigureAwait(false);
            return known;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw faultOf(exception);
        }
        finally
        {
            _file.Release();
        }
    }

    private async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        if (_lines >= 0)
        {
            return;
        }

        if (File.Exists(file))
        {
            foreach (var line in await File.ReadAllLinesAsync(file, Encoding.UTF8, cancellationToken).ConfigureAwait(false))
            {
                if (Read(line) is { } message)
                {
                    _messages[message.Id] = message;
                }
            }
        }

        await RewriteAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask WriteAsync(SentMessage message)
    {
        _messages[message.Id] = message;
        if (++_lines > 2L * most)
        {
            await RewriteAsync(CancellationToken.None).ConfigureAwait(false);
            return;
        }

        await DurableFile.AppendAsync(file, LineOf(message), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Writes what is to be remembered, and forgets the rest.</summary>
    private async ValueTask RewriteAsync(CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - period;
        var kept = _messages.Values.Where(message => message.At >= oldest).OrderByDescending(static message => message.At).Take(most).Reverse().ToList();
        _messages.Clear();
        foreach (var message in kept)
        {
            _messages[message.Id] = message;
        }

        await DurableFile.WriteAsync(file, kept.SelectMany(LineOf).ToArray(), cancellationToken).ConfigureAwait(false);
        _lines = kept.Count;
    }

    private static SentMessage? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, SentMessagesJson.Default.SentMessage);
        }
        catch (JsonException)
        {
            // A line that was not written whole: the host died at it, and whoever sent it was told nothing.
            return null;
        }
    }
}
