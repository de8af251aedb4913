using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Ao.Journal;

/// <summary>A few reading connections, lent for one batch at a time so that a slow reader holds none.</summary>
internal sealed class JournalReaderPool(string database) : IDisposable
{
    private const int Size = 4;

    private readonly SemaphoreSlim _free = new(Size);
    private readonly ConcurrentBag<JournalReader> _idle = [];
    private volatile bool _closed;

    /// <summary>Reads with one of the connections.</summary>
    /// <exception cref="JournalException">The journal cannot be read, or is closed.</exception>
    public async ValueTask<T> ReadAsync<T>(Func<JournalReader, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_closed)
            {
                throw new JournalException("The journal is closed.");
            }

            var reader = _idle.TryTake(out var idle) ? idle : new JournalReader(database);
            try
            {
                var result = read(reader);
                Return(reader);
                return result;
            }
            catch
            {
                reader.Dispose();
                throw;
            }
        }
        catch (SqliteException exception)
        {
            throw JournalErrors.From(exception, database, "read");
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private void Return(JournalReader reader)
    {
        _idle.Add(reader);
        if (_closed)
        {
            Dispose();
        }
    }
}
