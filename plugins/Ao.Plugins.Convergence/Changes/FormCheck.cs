namespace Ao.Plugins.Convergence;

/// <summary>Tells changes of form: the same letters and digits are taken away and put back, in other lines or with other spaces.</summary>
internal sealed class FormCheck
{
    private const int Kinds = 128;
    private const int FewestLines = 6;
    private const double MostDifference = 0.004;

    private readonly long[] _balance = new long[Kinds];
    private long _total;
    private int _lines;

    public bool IsFormOnly => _lines >= FewestLines && _total > 0 && _balance.Sum(Math.Abs) <= _total * MostDifference;

    public void Add(string line) => Count(line, 1);

    public void Remove(string line) => Count(line, -1);

    private void Count(string line, int step)
    {
        _lines++;
        foreach (var character in line)
        {
            if (char.IsLetterOrDigit(character))
            {
                _balance[character % Kinds] += step;
                _total++;
            }
        }
    }
}
