namespace Ao.Plugins.GitLab.Api;

/// <summary>Is thrown when GitLab has refused a call.</summary>
internal sealed class GitLabException : AoException
{
    public GitLabException(int status, string said, string message)
        : base(message)
    {
        Status = status;
        Said = said;
    }

    /// <summary>Gets the HTTP status.</summary>
    public int Status { get; }

    /// <summary>Gets what GitLab said, cleaned, on one line.</summary>
    public string Said { get; }
}
