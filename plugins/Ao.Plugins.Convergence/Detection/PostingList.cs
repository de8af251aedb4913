namespace Ao.Plugins.Convergence;

/// <summary>Those that have a word. Most telling words are in one place alone: the first needs no array.</summary>
internal struct PostingList
{
    private Posting _first;
    private Posting[]? _more;

    public int Count { get; private set; }

    public readonly Posting this[int at] => at == 0 ? _first : _more![at - 1];

    public void Add(Posting posting)
    {
        if (Count == 0)
        {
            _first = posting;
        }
        else
        {
            if (_more is null || _more.Length < Count)
            {
                Array.Resize(ref _more, Count + Math.Max(1, Count / 2));
            }

            _more[Count - 1] = posting;
        }

        Count++;
    }

    /// <summary>Takes one out. The others keep their order.</summary>
    public void Remove(int slot)
    {
        for (var at = 0; at < Count; at++)
        {
            if (this[at].Slot != slot)
            {
                continue;
            }

            for (var next = at + 1; next < Count; next++)
            {
                Set(next - 1, this[next]);
            }

            Count--;
            return;
        }
    }

    private void Set(int at, Posting posting)
    {
        if (at == 0)
        {
            _first = posting;
        }
        else
        {
            _more![at - 1] = posting;
        }
    }
}
