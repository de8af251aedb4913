using System.Text.Json;

namespace Ao.Journal;

/// <summary>Holds a journal's folder for one writing host, and says who that is.</summary>
/// <remarks>
/// The operating system drops the lock with the process, so that one left behind by a crash never stands in the way. The lock is what counts;
/// the record beside it only names the owner. It is written a moment after the lock was taken: whoever is refused in that moment looks again,
/// rather than name an owner that is dead.
/// </remarks>
internal sealed class JournalLock : IDisposable
{
    private const int Attempts = 100;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;
    private readonly string _record;

    private JournalLock(FileStream file, string record) => (_file, _record) = (file, record);

    /// <summary>Takes the folder.</summary>
    /// <exception cref="JournalException">Another host holds it, or the folder cannot be written to.</exception>
    public static async ValueTask<JournalLock> AcquireAsync(string folder, JournalOwner owner, TimeProvider time, CancellationToken cancellationToken)
    {
        var record = Path.Combine(folder, "host.json");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Take(folder, record, owner);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new JournalException($"The data folder '{folder}' cannot be written to: {exception.Message} Give this user the right to write there, or choose another folder with Ao:DataFolder.", exception);
            }
            catch (IOException exception)
            {
                var other = Read(record);
                if (other is { IsAlive: true } || (other is not null && attempt == Attempts))
                {
                    throw new JournalException($"The data folder '{folder}' is in use by {other}. One host writes to a data folder at a time: stop that one, or give this one a folder of its own with Ao:DataFolder.", exception);
                }

                if (attempt == Attempts)
                {
                    throw new JournalException($"The data folder '{folder}' cannot be used: {exception.Message} Make sure that no other host uses it and that the disk has room.", exception);
                }
            }

            await Task.Delay(s_pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        try
        {
            // Before the lock is dropped: the record behind it is the next owner's.
            File.Delete(_record);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It names an owner that is no more, which the next one looks at before it believes it.
        }

        _file.Dispose();
    }

    private static JournalLock Take(string folder, string record, JournalOwner owner)
    {
        var file = new FileStream(Path.Combine(folder, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            Write(record, owner);
            return new JournalLock(file, record);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void Write(string path, JournalOwner owner)
    {
        var fresh = path + ".new";
        File.WriteAllBytes(fresh, JsonSerializer.SerializeToUtf8Bytes(owner, JournalJson.Default.JournalOwner));
        File.Move(fresh, path, overwrite: true);
    }

    private static JournalOwner? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), JournalJson.Default.JournalOwner) : null;
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            // The record only names the owner in a message; the lock is what counts.
            return null;
        }
    }
}
