using Ao.Journal;

namespace Ao.Core.Tests.Journal;

/// <summary>Remembers what it was told, and fails at a position where it is told to.</summary>
internal sealed class RecordingObserver(long failAt = 0) : IJournalObserver
{
    private readonly List<Fact> _facts = [];

    public IReadOnlyList<Fact> Facts
    {
        get
        {
            lock (_facts)
            {
                return [.. _facts];
            }
        }
    }

    public void OnCommitted(Fact fact)
    {
        if (fact.Position == failAt)
        {
            throw new InvalidOperationException("The observer is broken.");
        }

        lock (_facts)
        {
            _facts.Add(fact);
        }
    }
}
