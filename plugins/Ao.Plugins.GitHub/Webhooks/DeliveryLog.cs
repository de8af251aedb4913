using System.Globalization;
using System.Text;
using Ao.Files;

namespace Ao.Plugins.GitHub.Webhooks;

/// <summary>The ids of the deliveries that were taken, so that one that is sent again does nothing. It outlives the host, and is bounded.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class DeliveryLog(PluginEnvironment environment, TimeProvider timeProvider) : IDisposable
{
    private const int Most = 20_000;
    private const int LongestId = 64;

    // GitHub delivers again within three days, enterprise servers within seven.
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(8);
    private readonly string _file = Path.Combine(environment.DataFolder, "deliveries.txt");
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Queue<(DateTimeOffset At, string Id)> _order = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private bool _isLoaded;
    private int _lines;

    public static bool IsId(string? id) => id is { Length: > 0 and <= LongestId } && id.All(static character => char.IsAsciiLetterOrDigit(character) || character == '-');

    /// <returns>Whether it is new.</returns>
    public async ValueTask<bool> AddAsync(string id, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await LoadAsync(cancellationToken).ConfigureAwait(false);
            Expire();
            if (_ids.Contains(id))
            {
                return false;
            }

            if (_lines >= 2 * Most)
            {
                await RewriteAsync(cancellationToken).ConfigureAwait(false);
            }

            // What is not kept is not taken: GitHub notes a failure then, and delivers it again when it is asked to.
            var entry = (timeProvider.GetUtcNow(), id);
            await File.AppendAllTextAsync(_file, Line(entry), cancellationToken).ConfigureAwait(false);
            _lines++;
            _ids.Add(id);
            _order.Enqueue(entry);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask<bool> HasAsync(string id, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await LoadAsync(cancellationToken).ConfigureAwait(false);
            return _ids.Contains(id);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static string Line((DateTimeOffset At, string Id) entry) => string.Create(CultureInfo.InvariantCulture, $"{entry.At.ToUnixTimeSeconds()} {entry.Id}\n");

    private async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        if (_isLoaded)
        {
            return;
        }

        if (File.Exists(_file))
        {
            foreach (var line in await File.ReadAllLinesAsync(_file, cancellationToken).ConfigureAwait(false))
            {
                // The last line may not have been written whole.
                if (line.Split(' ') is [var at, var id] && IsId(id) && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() && _ids.Add(id))
                {
                    _order.Enqueue((DateTimeOffset.FromUnixTimeSeconds(seconds), id));
                }
            }

            Expire();
            await RewriteAsync(cancellationToken).ConfigureAwait(false);
        }

        _isLoaded = true;
    }

    private async ValueTask RewriteAsync(CancellationToken cancellationToken)
    {
        await DurableFile.WriteAsync(_file, Encoding.ASCII.GetBytes(string.Concat(_order.Select(Line))), cancellationToken).ConfigureAwait(false);
        _lines = _order.Count;
    }

    private void Expire()
    {
        var oldest = timeProvider.GetUtcNow() - s_kept;
        while (_order.TryPeek(out var first) && (first.At < oldest || _order.Count > Most))
        {
            _ids.Remove(_order.Dequeue().Id);
        }
    }
}
