namespace Ao.Journal;

/// <summary>Fills an empty journal with facts that were exported.</summary>
internal sealed class ImportWork(IEnumerable<Fact> facts) : JournalWork<long>
{
    protected override long Perform(JournalGroup group) => group.Import(facts);
}
