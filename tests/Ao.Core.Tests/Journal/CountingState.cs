using Ao.Journal;

namespace Ao.Core.Tests.Journal;

/// <summary>Adds up positions, can be kept, and remembers which facts it was told of itself.</summary>
internal sealed class CountingState : IJournalState
{
    public List<long> Told { get; } = [];

    public long Sum { get; private set; }

    public bool RefusesToLoad { get; init; }

    public void OnCommitted(Fact fact)
    {
        Told.Add(fact.Position);
        Sum += fact.Position;
    }

    public byte[] Save() => BitConverter.GetBytes(Sum);

    public Action Load(ReadOnlyMemory<byte> state)
    {
        if (RefusesToLoad)
        {
            throw new InvalidOperationException("It has another form.");
        }

        var sum = BitConverter.ToInt64(state.Span);
        return () => Sum = sum;
    }
}
