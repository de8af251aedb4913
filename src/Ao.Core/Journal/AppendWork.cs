namespace Ao.Journal;

/// <summary>Appends facts to streams: all or none.</summary>
internal sealed class AppendWork(IReadOnlyList<StreamAppend> appends) : JournalWork<IReadOnlyList<Fact>>
{
    protected override IReadOnlyList<Fact> Perform(JournalGroup group) => group.Append(appends);
}
