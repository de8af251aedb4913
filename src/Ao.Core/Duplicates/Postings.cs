namespace Ao.Duplicates;

/// <summary>Which reports have a term, and how much they are about it.</summary>
internal sealed class Postings
{
    private int[] _reports = new int[2];
    private float[] _impacts = new float[2];

    /// <summary>Gets how many reports there are.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the reports' numbers, rising.</summary>
    public ReadOnlySpan<int> Reports => _reports.AsSpan(0, Count);

    /// <summary>Gets how much each is about the term.</summary>
    public ReadOnlySpan<float> Impacts => _impacts.AsSpan(0, Count);

    /// <summary>Adds a report.</summary>
    public void Add(int report, float impact)
    {
        if (Count == _reports.Length)
        {
            Array.Resize(ref _reports, Count * 2);
            Array.Resize(ref _impacts, Count * 2);
        }

        _reports[Count] = report;
        _impacts[Count++] = impact;
    }
}
