namespace Ao.Plugins.GitLab.Api;

/// <summary>Is thrown when GitLab has refused a call.</summary>
internal sealed class GitLabException : AoException
{
    public GitLabException(int status, string message)
        : base(message)
    {
        Status = status;
    }

    /// <summary>Gets the HTTP status.</summary>
    public int Status { get; }
}
