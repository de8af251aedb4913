namespace Ao.Git.Ledgers;

/// <summary>What a tree holds under one name.</summary>
internal sealed record TreeEntry(string Name, string Mode, string Id)
{
    public const string FileMode = "100644";
    public const string FolderMode = "40000";

    public bool IsFolder => Mode == FolderMode;

    public bool IsFile => Mode == FileMode;
}
