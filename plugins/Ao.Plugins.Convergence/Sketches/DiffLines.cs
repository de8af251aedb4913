namespace Ao.Plugins.Convergence;

/// <summary>Gives the lines of a diff. A line ends at a line feed only: a file may hold other line ends within its lines.</summary>
internal ref struct DiffLines(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;
    private bool _isOver = text.IsEmpty;

    public ReadOnlySpan<char> Current { get; private set; }

    public readonly DiffLines GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_isOver)
        {
            return false;
        }

        var end = _rest.IndexOf('\n');
        if (end < 0)
        {
            Current = _rest;
            _isOver = true;
            return !Current.IsEmpty;
        }

        Current = _rest[..end];
        _rest = _rest[(end + 1)..];
        return true;
    }
}
