namespace Ao.Duplicates;

/// <summary>How many reports have a phrase, counted by hash in a table of one size, so that its memory does not grow with what is filed.</summary>
/// <remarks>Phrases that fall on one counter seem commoner than they are, which errs towards calling less a duplicate.</remarks>
internal sealed class PhraseCounts
{
    private const int Slots = 1 << 21;
    private readonly ushort[] _counts = new ushort[Slots];
    private int _reports;

    /// <summary>Counts the phrases of one more report.</summary>
    public void Take(ReadOnlySpan<uint> phrases)
    {
        _reports++;
        foreach (var phrase in phrases)
        {
            ref var count = ref _counts[phrase % Slots];
            count = count == ushort.MaxValue ? count : (ushort)(count + 1);
        }
    }

    /// <summary>Gives how rare each phrase is.</summary>
    public float[] Rarities(ReadOnlySpan<uint> phrases)
    {
        var rarities = new float[phrases.Length];
        for (var at = 0; at < rarities.Length; at++)
        {
            var having = Math.Max(1, (int)_counts[phrases[at] % Slots]);
            rarities[at] = MathF.Max(0, MathF.Log((Math.Max(Vocabulary.FewestReports, _reports) + 1) / (having + 0.5f)));
        }

        return rarities;
    }
}
