namespace Ao.Plugins.GitLab.Data;

/// <summary>What GitLab says of bringing a fork up.</summary>
internal sealed record SyncPayload
{
    public IReadOnlyList<string> Errors { get => field ?? []; init; }
}
