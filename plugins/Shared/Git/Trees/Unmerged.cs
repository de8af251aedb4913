using Ao.Git.Histories;

namespace Ao.Git.Trees;

/// <summary>A change of a fork that its source has not.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Text">What it says of itself.</param>
/// <param name="Files">The files that it changes.</param>
/// <param name="Trees">Its files and those before it.</param>
internal sealed record Unmerged(string Commit, CommitText Text, CommitFiles Files, CommitTree Trees)
{
    private const int MaxTitle = 200;

    public IEnumerable<string> Paths => Files.Files.Select(static file => file.Path);

    public string Title => Text.Message.Split('\n')[0] is var line && line.Length > MaxTitle ? line[..MaxTitle] : line;
}
