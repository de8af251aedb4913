using System.Runtime.Versioning;

namespace Ao.Git.Workspaces;

/// <summary>Takes the permission to write from the files and folders of a workspace. The repository itself stays writable: reading it with git writes there too.</summary>
internal static class ReadOnlyTree
{
    private const UnixFileMode Writing = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    public static void ProtectWhereAsked(ProjectFolders folders, WorkspaceRecord record)
    {
        if (record.IsReadOnly && !OperatingSystem.IsWindows())
        {
            Protect(new DirectoryInfo(folders.WorkspaceOf(record.Session)), isRoot: true);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void Protect(DirectoryInfo folder, bool isRoot)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            // Links are left alone: what they lead to may lie elsewhere.
            if (entry.LinkTarget is not null || (isRoot && entry.Name == ".git"))
            {
                continue;
            }

            if (entry is DirectoryInfo inner)
            {
                Protect(inner, isRoot: false);
            }
            else
            {
                entry.UnixFileMode &= ~Writing;
            }
        }

        folder.UnixFileMode &= ~Writing;
    }
}
