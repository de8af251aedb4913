namespace Ao.Scm;

/// <summary>What an scm's tools are given in a session.</summary>
public sealed record SessionGuard
{
    /// <summary>Gets the variables that the session's process sees, unless the project sets them itself.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the folders beside the workspace that work in it writes, such as the repository that stands for the remote.</summary>
    public IReadOnlyList<string> WritableFolders { get; init; } = [];

    /// <summary>Gets the folders that work in it reads, such as objects that it borrows.</summary>
    public IReadOnlyList<string> ReadableFolders { get; init; } = [];
}
