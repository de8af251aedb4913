namespace Ao.Plugins.GitLab.Data;

/// <summary>What came of bringing a fork up.</summary>
internal sealed record SyncData
{
    public SyncPayload? ProjectSyncFork { get; init; }
}
