namespace Ao.Journal;

/// <summary>Keeps a folded state.</summary>
internal sealed class SnapshotWork(string name, JournalSnapshot snapshot) : JournalWork<bool>
{
    protected override bool Perform(JournalGroup group)
    {
        group.SaveSnapshot(name, snapshot);
        return true;
    }
}
