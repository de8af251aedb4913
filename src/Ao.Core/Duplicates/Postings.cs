namespace Ao.Duplicates;

/// <summary>Which reports have a term, in the order of insertion.</summary>
internal sealed class Postings
{
    private Posting[] _postings = new Posting[2];

    /// <summary>Gets how many reports there are.</summary>
    public int Count { get; private set; }

    /// <summary>Gets them.</summary>
    public ReadOnlySpan<Posting> All => _postings.AsSpan(0, Count);

    /// <summary>Adds a report.</summary>
    public void Add(int report, float impact)
    {
        if (Count == _postings.Length)
        {
            Array.Resize(ref _postings, Count * 2);
        }

        _postings[Count++] = new Posting(report, impact);
    }
}
