namespace Ao.Runtimes;

/// <summary>Which of the host's folders a program works with. A runtime that runs programs as another user hands them over and shows no others; for any other it says nothing.</summary>
public sealed record RunAccess
{
    /// <summary>Gets the folder that is not to be seen, but for those below it that the other lists name.</summary>
    public required string HiddenFolder { get; init; }

    /// <summary>Gets the folders that the program reads and writes. They are the session's own, and belong to the program's user while it runs.</summary>
    public IReadOnlyList<string> WritableFolders { get; init; } = [];

    /// <summary>Gets the folders that the program reads.</summary>
    public IReadOnlyList<string> ReadableFolders { get; init; } = [];
}
