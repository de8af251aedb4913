using System.Globalization;
using System.Text;
using Ao.Files;
using Microsoft.Extensions.Logging;

namespace Ao.Channels;

/// <summary>Sends one thing after the other, and none twice under its key: the keys of what was sent are kept for a while, beyond the host's life.</summary>
/// <param name="file">Where the keys are kept, a line each.</param>
/// <param name="timeProvider">What the time is told by.</param>
/// <param name="logger">What is told when the keys cannot be kept.</param>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed partial class OnceInOrder(string file, TimeProvider timeProvider, ILogger logger) : IDisposable
{
    private const int Most = 2_000;
    private static readonly TimeSpan s_period = TimeSpan.FromDays(7);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Queue<(long At, OperationKey Key)> _order = new();
    private readonly HashSet<OperationKey> _keys = [];
    private bool _loaded;

    /// <summary>Sends, unless something was sent under the key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="send">What sends. Where it throws, the key is not kept.</param>
    /// <param name="cancellationToken">The token that cancels waiting for the turn and sending.</param>
    /// <param name="follows">What must have been sent before; where it was not, nothing is sent.</param>
    public ValueTask SendAsync(OperationKey key, Func<CancellationToken, ValueTask> send, CancellationToken cancellationToken, OperationKey? follows = null) => RunAsync(
        async token =>
        {
            await LoadAsync(token).ConfigureAwait(false);
            if (_keys.Contains(key) || (follows is { } first && !_keys.Contains(first)))
            {
                return;
            }

            await send(token).ConfigureAwait(false);
            Keep(timeProvider.GetUtcNow().ToUnixTimeMilliseconds(), key);
            await WriteAsync().ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Does something in its turn.</summary>
    public async ValueTask RunAsync(Func<CancellationToken, ValueTask> act, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await act(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        if (_loaded)
        {
            return;
        }

        try
        {
            foreach (var line in File.Exists(file) ? await File.ReadAllLinesAsync(file, cancellationToken).ConfigureAwait(false) : [])
            {
                if (line.Split(' ') is [var at, var text] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && OperationKey.TryParse(text, null, out var key))
                {
                    Keep(milliseconds, key);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TransientException($"What was sent before cannot be read from '{file}': {exception.Message}", innerException: exception);
        }

        _loaded = true;
    }

    private async ValueTask WriteAsync()
    {
        var oldest = (timeProvider.GetUtcNow() - s_period).ToUnixTimeMilliseconds();
        while (_order.TryPeek(out var first) && (first.At < oldest || _order.Count > Most))
        {
            _keys.Remove(_order.Dequeue().Key);
        }

        try
        {
            // Not cancelled: it was sent, and the key has to be kept.
            var content = Encoding.ASCII.GetBytes(string.Concat(_order.Select(static entry => string.Create(CultureInfo.InvariantCulture, $"{entry.At} {entry.Key.Value}\n"))));
            await DurableFile.WriteAsync(file, content, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What was sent stays sent. Only a restart can now send it again.
            LogNotKept(logger, file, exception);
        }
    }

    private void Keep(long at, OperationKey key)
    {
        if (_keys.Add(key))
        {
            _order.Enqueue((at, key));
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "It cannot be kept in {File} what was sent: after a restart it may be sent once more.")]
    private static partial void LogNotKept(ILogger logger, string file, Exception exception);
}
