namespace Ao.Forks;

/// <summary>Reads what forks say of themselves out of the ledger.</summary>
internal sealed class ForkRecords
{
    public ForkSaid Of(ProjectId project, string? forkId) => ForkSaid.Nothing;
}
