namespace Ao.Journal;

/// <summary>Is told of every fact in the order of positions: those that are there when the journal opens, then each one that becomes durable, before its append returns.</summary>
internal interface IJournalObserver
{
    /// <summary>Takes in a fact. It is called by one thread at a time, must be quick and must not throw.</summary>
    void OnCommitted(Fact fact);
}
