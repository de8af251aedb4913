namespace Ao.Journal;

/// <summary>Asks the operating system.</summary>
internal sealed class FileSystemProbe : IFileSystemProbe
{
    public string KindOf(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            return new DriveInfo(folder).DriveFormat;
        }

        var root = Path.GetPathRoot(folder) ?? folder;
        return root.StartsWith(@"\\", StringComparison.Ordinal) || new DriveInfo(root).DriveType == DriveType.Network ? "smb" : new DriveInfo(root).DriveFormat;
    }
}
