namespace Ao.Secrets;

/// <summary>A part of a text that is to go.</summary>
internal readonly record struct SecretRange(int Start, int End)
{
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
            else if (range.End > last.End)
            {
                merged[^1] = last with { End = range.End };
            }
        }

        return merged;
    }
}
