namespace Ao.Effects;

/// <summary>Lets one caller at a time in for each operation.</summary>
internal sealed class KeyedLock
{
    private readonly Dictionary<OperationKey, Entry> _entries = [];

    /// <summary>Waits for the operation to be free.</summary>
    /// <returns>What frees it again.</returns>
    public async ValueTask<IDisposable> AcquireAsync(OperationKey key, CancellationToken cancellationToken)
    {
        Entry? entry;
        lock (_entries)
        {
            if (!_entries.TryGetValue(key, out entry))
            {
                _entries.Add(key, entry = new Entry());
            }

            entry.Users++;
        }

        try
        {
            await entry.Free.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Leave(key, entry);
            throw;
        }

        return new Holder(this, key, entry);
    }

    private void Leave(OperationKey key, Entry entry)
    {
        lock (_entries)
        {
            if (--entry.Users == 0)
            {
                _entries.Remove(key);
                entry.Free.Dispose();
            }
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Free { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Holder(KeyedLock owner, OperationKey key, Entry entry) : IDisposable
    {
        public void Dispose()
        {
            entry.Free.Release();
            owner.Leave(key, entry);
        }
    }
}
