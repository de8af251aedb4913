namespace Ao.Plugins.LocalFiles;

/// <summary>Lets one writer at a time change a project's files, in this process and among all.</summary>
internal sealed class ProjectLock(string path, TimeSpan timeout, TimeProvider timeProvider) : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(10);
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async ValueTask<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var started = timeProvider.GetTimestamp();
            while (true)
            {
                if (TryOpen() is { } file)
                {
                    return new Held(file, _turn);
                }

                if (timeProvider.GetElapsedTime(started) > timeout)
                {
                    throw new TransientException($"Another process has held '{path}' for {timeout.TotalSeconds:0} s. Wait for it to end, or end it.");
                }

                // The operating system does not tell when another process lets go of a file.
                await Task.Delay(s_interval, timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    public void Dispose() => _turn.Dispose();

    private FileStream? TryOpen()
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private sealed class Held(FileStream file, SemaphoreSlim turn) : IDisposable
    {
        public void Dispose()
        {
            file.Dispose();
            turn.Release();
        }
    }
}
