namespace Quickstart;

/// <summary>What the person wants done in a repository of theirs; an empty list stands for the default.</summary>
internal sealed record RepositoryArguments
{
    public required string Scm { get; init; }

    public Uri? GitHubAddress { get; init; }

    public required string Repository { get; init; }

    public string? BaseBranch { get; init; }

    public required IReadOnlyList<string> Tasks { get; init; }

    public required AgentArguments Agent { get; init; }

    public required IReadOnlyList<string> Verify { get; init; }
}
