using System.Text.Json;
using Ao.Files;

namespace Ao.Plugins.GitLab.Webhooks;

/// <summary>Remembers the ids of deliveries over a restart, the newest few thousand of them, so that one that comes again does nothing.</summary>
internal sealed class Deliveries(PluginEnvironment environment) : IDisposable
{
    private const int MaxKept = 2000;
    private const int MaxId = 200;
    private const int MaxFile = 4 * 1024 * 1024;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private bool _isRead;

    private string File => Path.Combine(environment.DataFolder, "deliveries.json");

    /// <summary>Takes a delivery.</summary>
    /// <returns>Whether it is new.</returns>
    public async ValueTask<bool> TakeAsync(string id, CancellationToken cancellationToken)
    {
        if (id.Length is 0 or > MaxId)
        {
            return false;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (_known.Contains(id))
            {
                return false;
            }

            // What is not kept is not taken: GitLab notes a failure then, and may deliver it again.
            await DurableFile.WriteAsync(File, JsonSerializer.SerializeToUtf8Bytes([.. _order.Skip(_order.Count - MaxKept + 1), id], StateJson.Default.ListString), cancellationToken).ConfigureAwait(false);
            _known.Add(id);
            _order.Enqueue(id);
            while (_order.Count > MaxKept)
            {
                _known.Remove(_order.Dequeue());
            }

            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        if (_isRead)
        {
            return;
        }

        if (!System.IO.File.Exists(File) || new FileInfo(File).Length > MaxFile)
        {
            _isRead = true;
            return;
        }

        try
        {
            foreach (var id in JsonSerializer.Deserialize(await System.IO.File.ReadAllBytesAsync(File, cancellationToken).ConfigureAwait(false), StateJson.Default.ListString) ?? [])
            {
                if (_known.Add(id))
                {
                    _order.Enqueue(id);
                }
            }
        }
        catch (JsonException)
        {
            // What was there is lost: a delivery that comes again only makes the plugin look once more.
        }

        _isRead = true;
    }
}
