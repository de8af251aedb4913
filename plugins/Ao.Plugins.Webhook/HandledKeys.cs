using System.Globalization;
using System.Text;
using Ao.Files;

namespace Ao.Plugins.Webhook;

/// <summary>The keys of messages that are out of the queue, kept for a while, so that one that is handed in again is not sent again.</summary>
/// <param name="file">Where they are kept beyond the host's life, a line each.</param>
/// <param name="period">How long a key is kept.</param>
/// <param name="most">How many keys are kept at most; the oldest go first.</param>
/// <param name="timeProvider">What the time is told by.</param>
/// <remarks>Not safe for concurrent use.</remarks>
internal sealed class HandledKeys(string file, TimeSpan period, int most, TimeProvider timeProvider)
{
    private readonly Queue<(DateTimeOffset At, OperationKey Key)> _order = new();
    private readonly HashSet<OperationKey> _keys = [];
    private int _lines;

    /// <summary>Reads what an earlier host has kept, and leaves out of the file what is too old or was not written whole.</summary>
    public async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return;
        }

        foreach (var line in await File.ReadAllLinesAsync(file, cancellationToken).ConfigureAwait(false))
        {
            if (line.Split(' ') is [var at, var text]
                && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
                && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
                && OperationKey.TryParse(text, null, out var key))
            {
                Keep(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), key);
            }
        }

        Expire();
        await DurableFile.WriteAsync(file, Encoding.UTF8.GetBytes(string.Concat(_order.Select(Line))), cancellationToken).ConfigureAwait(false);
        _lines = _order.Count;
    }

    public bool Contains(OperationKey key)
    {
        Expire();
        return _keys.Contains(key);
    }

    /// <summary>Keeps a key. It outlives the host's death; a power cut may take it, and the message may then be sent once more.</summary>
    public void Add(OperationKey key)
    {
        var entry = (timeProvider.GetUtcNow(), key);
        Keep(entry.Item1, key);
        Expire();
        if (++_lines > 2L * most)
        {
            File.WriteAllText(file + ".new", string.Concat(_order.Select(Line)));
            File.Move(file + ".new", file, overwrite: true);
            _lines = _order.Count;
        }
        else
        {
            File.AppendAllText(file, Line(entry));
        }
    }

    private static string Line((DateTimeOffset At, OperationKey Key) entry) => string.Create(CultureInfo.InvariantCulture, $"{entry.At.ToUnixTimeMilliseconds()} {entry.Key.Value}\n");

    private void Keep(DateTimeOffset at, OperationKey key)
    {
        if (_keys.Add(key))
        {
            _order.Enqueue((at, key));
        }
    }

    private void Expire()
    {
        var oldest = timeProvider.GetUtcNow() - period;
        while (_order.TryPeek(out var first) && (first.At < oldest || _order.Count > most))
        {
            _keys.Remove(_order.Dequeue().Key);
        }
    }
}
