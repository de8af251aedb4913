namespace Ao.Secrets;

/// <summary>A part of a text that is to go.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct SecretRange(int Start, int End)
{
    /// <summary>Gets how many characters before it show that it is a secret.</summary>
    public int Lead { get; init; }

    /// <summary>Gets where that begins which has to be seen together.</summary>
    public int From => Start - Lead;

    /// <summary>Puts ranges into their order and makes those that overlap one.</summary>
    public static List<SecretRange> Merge(List<SecretRange> ranges)
    {
        if (ranges.Count < 2)
        {
            return ranges;
        }

        ranges.Sort(static (one, other) => one.Start != other.Start ? one.Start.CompareTo(other.Start) : one.End.CompareTo(other.End));
        var merged = new List<SecretRange>(ranges.Count) { ranges[0] };
        foreach (var range in ranges)
        {
            var last = merged[^1];
            if (range.Start >= last.End)
            {
                merged.Add(range);
            }
            else
            {
                merged[^1] = last with { End = Math.Max(last.End, range.End), Lead = last.Start - Math.Min(last.From, range.From) };
            }
        }

        return merged;
    }
}
