using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Ao.Files;

namespace Ao.Plugins.Webhook;

/// <summary>What waits for one target, in order, each message a file of its own: what was taken survives the host.</summary>
internal sealed class WebhookQueue(string target, string folder, int limit, HandledKeys handled, DeadLetters deadLetters, TimeProvider timeProvider) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, OperationKey?> _waiting = [];
    private readonly Channel<bool> _added = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private bool _open;
    private long _last;

    public string Target => target;

    /// <summary>Takes a message; it is durable when this returns. A message whose key waits, or was dealt with not long ago, is not taken twice.</summary>
    public async ValueTask AddAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await OpenAsync(cancellationToken).ConfigureAwait(false);
            int count;
            lock (_gate)
            {
                if (_waiting.ContainsValue(message.Key) || handled.Contains(message.Key))
                {
                    return;
                }

                count = _waiting.Count;
            }

            if (count >= limit)
            {
                await deadLetters.AddAsync(target, $"{count} notifications already wait for the target", message, cancellationToken).ConfigureAwait(false);
                return;
            }

            var number = _last + 1;
            var content = JsonSerializer.SerializeToUtf8Bytes(new QueuedMessage(timeProvider.GetUtcNow(), message), WebhookJson.Default.QueuedMessage);
            await DurableFile.WriteAsync(FileOf(number), content, cancellationToken).ConfigureAwait(false);
            _last = number;
            lock (_gate)
            {
                _waiting.Add(number, message.Key);
            }
        }
        finally
        {
            _turn.Release();
        }

        _added.Writer.TryWrite(true);
    }

    /// <summary>Waits for the oldest message. It stays in the queue until it is removed.</summary>
    public async ValueTask<(long Number, QueuedMessage Message)> PeekAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }

        while (true)
        {
            if (First() is not { } number)
            {
                await _added.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (await ReadAsync(number, cancellationToken).ConfigureAwait(false) is { } message)
            {
                return (number, message);
            }
        }
    }

    /// <summary>Takes a message out of the queue that was delivered or given up.</summary>
    public void Remove(long number)
    {
        lock (_gate)
        {
            try
            {
                // Before the file goes: a host that dies in between finds both, and does not send again.
                if (_waiting.Remove(number, out var key) && key is { } known)
                {
                    handled.Add(known);
                }
            }
            finally
            {
                File.Delete(FileOf(number));
            }
        }
    }

    public void Dispose() => _turn.Dispose();

    private long? First()
    {
        lock (_gate)
        {
            return _waiting.Count == 0 ? null : _waiting.Keys.First();
        }
    }

    private async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        if (_open)
        {
            return;
        }

        DurableFile.CreateFolder(Path.GetDirectoryName(folder)!);
        DurableFile.CreateFolder(folder);
        await handled.LoadAsync(cancellationToken).ConfigureAwait(false);
        foreach (var path in Directory.EnumerateFiles(folder, "*.json"))
        {
            if (long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                var key = (await TryReadAsync(path, cancellationToken).ConfigureAwait(false))?.Message.Key;
                lock (_gate)
                {
                    if (key is { } known && handled.Contains(known))
                    {
                        File.Delete(path);
                    }
                    else
                    {
                        _waiting[number] = key;
                    }
                }

                _last = Math.Max(_last, number);
            }
        }

        _open = true;
    }

    private async ValueTask<QueuedMessage?> ReadAsync(long number, CancellationToken cancellationToken)
    {
        var path = FileOf(number);
        if (await TryReadAsync(path, cancellationToken).ConfigureAwait(false) is { } message)
        {
            return message;
        }

        if (File.Exists(path))
        {
            File.Move(path, $"{path}.damaged", overwrite: true);
        }

        await deadLetters.AddAsync(target, $"the queued file '{path}' was damaged and is kept beside as .damaged", null, cancellationToken).ConfigureAwait(false);
        Remove(number);
        return null;
    }

    private static async ValueTask<QueuedMessage?> TryReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false), WebhookJson.Default.QueuedMessage);
        }
        catch (Exception exception) when (exception is JsonException or FileNotFoundException)
        {
            return null;
        }
    }

    private string FileOf(long number) => Path.Combine(folder, number.ToString("D12", CultureInfo.InvariantCulture) + ".json");
}
