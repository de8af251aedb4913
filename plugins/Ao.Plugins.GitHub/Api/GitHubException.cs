namespace Ao.Plugins.GitHub.Api;

/// <summary>Is thrown when GitHub refused a call: repeating it as it is changes nothing.</summary>
internal sealed class GitHubException : AoException
{
    /// <param name="message">What was refused, why, and what to do about it.</param>
    /// <param name="status">The HTTP status; 200 for the errors of a GraphQL query.</param>
    /// <param name="errors">What GitHub says in particular.</param>
    public GitHubException(string message, int status, IReadOnlyList<GitHubError>? errors = null)
        : base(message)
    {
        Status = status;
        Errors = errors ?? [];
    }

    public int Status { get; }

    /// <summary>Gets what GitHub says in particular. Text from outside.</summary>
    public IReadOnlyList<GitHubError> Errors { get; }

    /// <summary>Gets what GitHub says in one line, without the remedy. Text from outside.</summary>
    public string Said { get; init; } = "";
}
