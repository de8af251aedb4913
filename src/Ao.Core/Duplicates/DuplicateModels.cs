namespace Ao.Duplicates;

/// <summary>The weights of the method <c>ao-dedupe/1</c>.</summary>
internal static class DuplicateModels
{
    public static readonly LinearModel Ranking = new(0, PairFeatures.Names, new float[PairFeatures.Names.Length]);
    public static readonly LinearModel Link = new(0, LinkFeatures.Names, new float[LinkFeatures.Names.Length]);
    public const double LinkThreshold = 0.88;
    public const double SuggestionSlope = 1;
    public const double SuggestionIntercept = -10;
}
