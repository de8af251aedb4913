using System.Collections.Frozen;

namespace Ao.Journal;

/// <summary>Makes a journal's folder and refuses one that cannot keep a promise of durability.</summary>
internal static class JournalFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly FrozenSet<string> s_network = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "nfs", "nfs4", "nfsd", "smb", "smb2", "smb3", "smbfs", "cifs", "9p", "v9fs", "afs", "ceph", "coda", "ncp", "ncpfs", "gfs", "gfs2", "lustre",
        "fuse.sshfs", "sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone", "fuse.ceph", "fuse.gcsfuse", "webdav", "davfs", "fuse.davfs", "fuse.davfs2", "afpfs");

    /// <summary>Makes the folder, readable by its owner alone, unless it is there.</summary>
    /// <exception cref="JournalException">It cannot be made or used.</exception>
    public static void Prepare(string folder, IFileSystemProbe probe)
    {
        try
        {
            Create(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The data folder '{folder}' cannot be created: {exception.Message} Choose another with Ao:DataFolder, or give this user the right to write there.", exception);
        }

        var kind = KindOf(folder, probe);
        if (s_network.Contains(kind))
        {
            throw new JournalException($"The data folder '{folder}' is on a network file system ({kind}), where neither locks nor flushing can be relied on, so the journal could be damaged. Choose a folder on a local disk with Ao:DataFolder.");
        }
    }

    private static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }
    }

    private static string KindOf(string folder, IFileSystemProbe probe)
    {
        try
        {
            return probe.KindOf(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The file system of the data folder '{folder}' cannot be told: {exception.Message} Choose a folder on a local disk with Ao:DataFolder.", exception);
        }
    }
}
