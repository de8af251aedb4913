namespace Ao.Plugins.Convergence;

/// <summary>A unit with its words weighed.</summary>
/// <remarks>Every unit keeps the weights of what candidates are found by. The rest is worked out when a pair is looked at closer, which few are.</remarks>
internal sealed class WeightedUnit(Unit unit, WordFrequencies frequencies, WeightedUnit? whole = null)
{
    public const int ChangedKind = 5;
    public const int ConceptKind = 6;

    private const int NetAt = 5;
    private const int ConceptsAt = 6;

    private WeightedTerms[]? _closer;

    public Unit Unit { get; } = unit;

    /// <summary>Gets what this is a part of, or nothing.</summary>
    public WeightedUnit? Whole { get; } = whole;

    /// <summary>Gets the parts that are compared for themselves, too.</summary>
    public IReadOnlyList<WeightedUnit> Parts { get; private set; } = [];

    public WeightedTerms Text { get; } = whole?.Text ?? frequencies.Weigh((int)SketchKind.Text, unit.Terms[(int)SketchKind.Text]);

    public WeightedTerms Added => Closer((int)SketchKind.Added);

    public WeightedTerms Removed => Closer((int)SketchKind.Removed);

    public WeightedTerms Symbols => Closer((int)SketchKind.Symbols);

    public WeightedTerms Places => Closer((int)SketchKind.Places);

    /// <summary>Gets what is added and removed together: what one fork takes away another may add.</summary>
    public WeightedTerms Changed { get; } = frequencies.Weigh(ChangedKind, unit.Changed);

    /// <summary>Gets what is new of that, and what is gone.</summary>
    public WeightedTerms Net => Closer(NetAt);

    public WeightedTerms Concepts => Closer(ConceptsAt);

    /// <summary>Gets or sets where the unit is in the index of candidates.</summary>
    public int Slot { get; set; } = -1;

    public static WeightedUnit Of(Unit unit, WordFrequencies frequencies)
    {
        var whole = new WeightedUnit(unit, frequencies);
        whole.Parts = [.. unit.Parts.Select(part => new WeightedUnit(part, frequencies, whole))];
        return whole;
    }

    public double RarityOf(uint concept) => frequencies.Rarity(ConceptKind, concept);

    /// <summary>Gets whether the message speaks of a kind of trouble.</summary>
    public bool SpeaksOf(uint concept) => Array.Exists(Text.Hashes, word => Plugins.Convergence.Concepts.Of(word) == concept);

    /// <summary>Gets whether the word belongs to the place: whoever changes something here may say it, whatever for.</summary>
    public bool IsOfPlace(uint hash) => Unit.Terms[(int)SketchKind.Places].Contains(hash) || Unit.Terms[(int)SketchKind.Symbols].Contains(hash) || Unit.Terms[(int)SketchKind.Removed].Contains(hash);

    /// <summary>Gets whether any list knows the word.</summary>
    public bool Knows(uint hash) => Unit.Terms[(int)SketchKind.Text].Contains(hash) || Unit.Changes(hash) || Unit.Terms[(int)SketchKind.Places].Contains(hash) || Unit.Terms[(int)SketchKind.Symbols].Contains(hash);

    /// <summary>Lets go of what only a closer look needs.</summary>
    public void Rest()
    {
        _closer = null;
        foreach (var part in Parts)
        {
            part._closer = null;
        }
    }

    private WeightedTerms Closer(int at) => (_closer ??=
    [
        .. Enumerable.Range(0, ChangedKind).Select(kind => kind == (int)SketchKind.Text ? Text : frequencies.Weigh(kind, Unit.Terms[kind])),
        frequencies.Weigh(ChangedKind, Unit.Net),
        frequencies.Weigh(ConceptKind, Unit.Concepts),
    ])[at];
}
