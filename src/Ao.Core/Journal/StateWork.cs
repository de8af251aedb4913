namespace Ao.Journal;

/// <summary>Keeps the journal's own snapshot, unless snapshots were given up meanwhile.</summary>
internal sealed class StateWork(JournalSnapshots snapshots, JournalSnapshot snapshot) : JournalWork<bool>
{
    protected override bool Perform(JournalGroup group)
    {
        // Looked at by the thread that writes: what gives them up also removes the one that is there, behind this or before it.
        if (!snapshots.AreGivenUp)
        {
            group.SaveSnapshot(JournalSnapshots.Name, snapshot);
        }

        return true;
    }
}
