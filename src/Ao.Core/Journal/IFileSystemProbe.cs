namespace Ao.Journal;

/// <summary>Tells what kind of file system a folder is on.</summary>
internal interface IFileSystemProbe
{
    /// <summary>Gives the kind as the operating system names it, such as <c>ext4</c> or <c>nfs4</c>.</summary>
    string KindOf(string folder);
}
