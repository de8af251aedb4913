namespace Ao.Plugins.GitLab.Webhooks;

/// <summary>What webhooks have said, for those who watch.</summary>
internal sealed class Hints
{
    /// <summary>Gets the hints about merge requests.</summary>
    public HintBoard MergeRequests { get; } = new();

    /// <summary>Gets the hints about issues.</summary>
    public HintBoard Issues { get; } = new();
}
