namespace Ao.Plugins.Convergence;

/// <summary>A unit with its words weighed.</summary>
/// <remarks>Every unit keeps the weights of what candidates are found by. The rest is worked out when a pair is looked at closer, which few are.</remarks>
internal sealed class WeightedUnit(Unit unit, WordFrequencies frequencies, WeightedUnit? whole = null)
{
    public const int ChangedKind = 5;
    public const int ConceptKind = 6;

    private const int FreshAt = 5;
    private const int ConceptsAt = 6;
    private const int NetAt = 7;

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

    /// <summary>Gets what is new, without the words that stood there before; words that many units have count next to nothing.</summary>
    public WeightedTerms Fresh => Closer(FreshAt);

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

    /// <summary>Gets whether the message speaks of a kind of trouble in any word.</summary>
    public bool Says(uint concept) => Array.Exists(Text.Hashes, word => Plugins.Convergence.Concepts.Of(word).Contains(concept));

    /// <summary>Gets whether the message speaks of a kind of trouble in a word that is not of the place. That of a large change may be about another part.</summary>
    public bool SpeaksOf(uint concept) => Whole is null && Array.Exists(Text.Hashes, word => !IsOfPlace(word) && Plugins.Convergence.Concepts.Of(word).Contains(concept));

    /// <summary>Gets whether it brings in telling words of a kind of trouble, or speaks of it.</summary>
    public bool IsAbout(uint concept) => SpeaksOf(concept) || Array.Exists(Fresh.Hashes, word => Fresh.WeightOf(word) > 0 && Plugins.Convergence.Concepts.Of(word).Contains(concept));

    /// <summary>Gets whether the word belongs to the place: whoever changes something here may say it, whatever for.</summary>
    public bool IsOfPlace(uint hash) => (Unit.Terms[(int)SketchKind.Places].Says(hash) && !Fresh.Says(hash)) || Unit.Terms[(int)SketchKind.Symbols].Says(hash) || Unit.Terms[(int)SketchKind.Removed].Says(hash) || Unit.IsKnown(hash);

    /// <summary>Gets whether any list knows the word.</summary>
    public bool Knows(uint hash) => Unit.Terms[(int)SketchKind.Text].Contains(hash) || Unit.Terms[(int)SketchKind.Added].Says(hash) || Unit.Terms[(int)SketchKind.Removed].Says(hash) || Unit.Terms[(int)SketchKind.Places].Says(hash) || Unit.Terms[(int)SketchKind.Symbols].Says(hash);

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
        frequencies.WeighSharply(ChangedKind, Unit.Fresh),
        frequencies.Weigh(ConceptKind, Unit.Concepts),
        frequencies.Weigh(ChangedKind, Unit.Net),
    ])[at];
}
