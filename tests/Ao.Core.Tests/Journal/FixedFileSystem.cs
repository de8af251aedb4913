using Ao.Journal;

namespace Ao.Core.Tests.Journal;

/// <summary>Claims that every folder is on one kind of file system.</summary>
internal sealed class FixedFileSystem(string kind) : IFileSystemProbe
{
    public string KindOf(string folder) => kind;
}
