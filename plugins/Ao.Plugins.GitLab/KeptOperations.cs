using System.Text.Json;
using Ao.Files;

namespace Ao.Plugins.GitLab;

/// <summary>Remembers operations over a restart, the newest few thousand of them, so that a repeated one does nothing twice.</summary>
internal sealed class KeptOperations(PluginEnvironment environment) : IDisposable
{
    private const int MaxKept = 2000;
    private const int MaxFile = 16 * 1024 * 1024;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private List<KeptOperation>? _kept;

    private string File => Path.Combine(environment.DataFolder, "operations.json");

    /// <summary>Gives what is kept of an operation.</summary>
    public async ValueTask<KeptOperation?> FindAsync(OperationKey key, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return (await ReadAsync(cancellationToken).ConfigureAwait(false)).Find(kept => kept.Key == key.Value);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Keeps an operation.</summary>
    public async ValueTask KeepAsync(KeptOperation operation, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var kept = await ReadAsync(cancellationToken).ConfigureAwait(false);
            List<KeptOperation> next = [.. kept.Where(known => known.Key != operation.Key).TakeLast(MaxKept - 1), operation];
            await DurableFile.WriteAsync(File, JsonSerializer.SerializeToUtf8Bytes(next, StateJson.Default.ListKeptOperation), cancellationToken).ConfigureAwait(false);
            _kept = next;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask<List<KeptOperation>> ReadAsync(CancellationToken cancellationToken)
    {
        if (_kept is { } known)
        {
            return known;
        }

        if (!System.IO.File.Exists(File))
        {
            return _kept = [];
        }

        try
        {
            return _kept = new FileInfo(File).Length > MaxFile ? throw Unreadable(null)
                : JsonSerializer.Deserialize(await System.IO.File.ReadAllBytesAsync(File, cancellationToken).ConfigureAwait(false), StateJson.Default.ListKeptOperation) ?? [];
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    private AoException Unreadable(Exception? exception) => new($"The file '{File}' cannot be read. Remove it once nothing is under way: a change that was made just before may then be made twice.", exception);
}
