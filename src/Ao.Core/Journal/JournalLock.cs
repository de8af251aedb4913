using System.Text.Json;

namespace Ao.Journal;

/// <summary>Holds a journal's folder for one writing host, and says who that is.</summary>
/// <remarks>The operating system drops the lock with the process, so that one left behind by a crash never stands in the way.</remarks>
internal sealed class JournalLock : IDisposable
{
    private readonly FileStream _file;

    private JournalLock(FileStream file) => _file = file;

    /// <summary>Takes the folder.</summary>
    /// <exception cref="JournalException">Another host holds it, or the folder cannot be written to.</exception>
    public static JournalLock Acquire(string folder, JournalOwner owner)
    {
        var ownerFile = Path.Combine(folder, "host.json");
        try
        {
            var file = new FileStream(Path.Combine(folder, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            try
            {
                Write(ownerFile, owner);
                return new JournalLock(file);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new JournalException($"The data folder '{folder}' cannot be written to: {exception.Message} Give this user the right to write there, or choose another folder with Ao:DataFolder.", exception);
        }
        catch (IOException exception) when (Read(ownerFile) is { } other && IsHeld(folder))
        {
            throw new JournalException($"The data folder '{folder}' is in use by {other}. One host writes to a data folder at a time: stop that one, or give this one a folder of its own with Ao:DataFolder.", exception);
        }
        catch (IOException exception)
        {
            throw new JournalException($"The data folder '{folder}' cannot be used: {exception.Message} Make sure that no other host uses it and that the disk has room.", exception);
        }
    }

    public void Dispose() => _file.Dispose();

    private static void Write(string path, JournalOwner owner)
    {
        var fresh = path + ".new";
        File.WriteAllBytes(fresh, JsonSerializer.SerializeToUtf8Bytes(owner, JournalJson.Default.JournalOwner));
        File.Move(fresh, path, overwrite: true);
    }

    private static bool IsHeld(string folder)
    {
        try
        {
            using var file = new FileStream(Path.Combine(folder, "host.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
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
