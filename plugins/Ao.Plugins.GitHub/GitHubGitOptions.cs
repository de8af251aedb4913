namespace Ao.Plugins.GitHub;

/// <summary>How the GitHub plugin runs git.</summary>
public sealed class GitHubGitOptions
{
    /// <summary>Gets or sets the git program: a name looked up on <c>PATH</c>, or a path.</summary>
    /// <value>The default is <c>git</c>.</value>
    public string Program { get; set; } = "git";

    /// <summary>Gets or sets how long one git command may take; the first fetch of a repository is one.</summary>
    /// <value>The default is 10 minutes.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how many bytes of ignored files are kept when a workspace is closed; the smallest files come first.</summary>
    /// <value>The default is 64 MiB.</value>
    public long KeepIgnoredBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Gets or sets the remote of a clone that names the repository, where a project's location is the folder of one.</summary>
    /// <value>The default is <c>origin</c>.</value>
    public string Remote { get; set; } = "origin";

    /// <summary>Gives what is wrong with them.</summary>
    internal IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Program))
        {
            yield return "Git:Program is empty. Give the name of git, or its path.";
        }

        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromDays(1))
        {
            yield return $"Git:Timeout is {Timeout}. Give a second at least and a day at most.";
        }

        if (KeepIgnoredBytes < 0)
        {
            yield return "Git:KeepIgnoredBytes is less than nothing. Give 0 or more.";
        }

        if (Remote.Length is 0 or > 100 || Remote[0] == '-' || !Remote.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
        {
            yield return $"Git:Remote '{Printable.Quote(Remote)}' is no name of a remote. Use letters, digits, '-' and '_', such as 'origin'.";
        }
    }
}
