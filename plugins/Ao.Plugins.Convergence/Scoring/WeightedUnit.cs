namespace Ao.Plugins.Convergence;

/// <summary>A unit with its words weighed.</summary>
/// <remarks>Every unit keeps the weights of what candidates are found by. The rest is worked out when a pair is looked at closer, which few are.</remarks>
internal sealed class WeightedUnit(Unit unit, WordFrequencies frequencies)
{
    public const int ChangedKind = 5;

    private WeightedTerms[]? _closer;

    public Unit Unit { get; } = unit;

    public WeightedTerms Text { get; } = frequencies.Weigh((int)SketchKind.Text, unit.Terms[(int)SketchKind.Text]);

    public WeightedTerms Added => Closer(SketchKind.Added);

    public WeightedTerms Removed => Closer(SketchKind.Removed);

    public WeightedTerms Symbols => Closer(SketchKind.Symbols);

    public WeightedTerms Places => Closer(SketchKind.Places);

    /// <summary>Gets what is added and removed together: what one fork takes away another may add.</summary>
    public WeightedTerms Changed { get; } = frequencies.Weigh(ChangedKind, unit.Changed);

    /// <summary>Gets or sets where the unit is in the index of candidates.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>Gets whether any list knows the word.</summary>
    public bool Knows(uint hash) => Unit.Terms[(int)SketchKind.Text].Contains(hash) || Unit.Changes(hash) || Unit.Terms[(int)SketchKind.Places].Contains(hash) || Unit.Terms[(int)SketchKind.Symbols].Contains(hash);

    /// <summary>Lets go of what only a closer look needs.</summary>
    public void Rest() => _closer = null;

    private WeightedTerms Closer(SketchKind kind)
    {
        _closer ??= [.. Enumerable.Range(0, ChangedKind).Select(at => at == (int)SketchKind.Text ? Text : frequencies.Weigh(at, Unit.Terms[at]))];
        return _closer[(int)kind];
    }
}
