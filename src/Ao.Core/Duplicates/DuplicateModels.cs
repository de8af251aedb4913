namespace Ao.Duplicates;

/// <summary>The weights of the method <c>ao-dedupe/1</c>.</summary>
/// <remarks>
/// Fitted on public reports about Titanium of November 2011 to January 2013 (Apache-2.0, (c) TiDev, Inc.; decision 11 names the archive): the earlier half by date of 9,619 reports. The later half was used to choose the threshold and to report figures.
/// Fit them again, and raise the version of the method, when a set of an installation's own reports with a few hundred labelled duplicates exists, when a feature or the way a text is taken apart changes,
/// or when more than one automatic link in a hundred reports is withdrawn.
/// </remarks>
internal static class DuplicateModels
{
    /// <summary>Ranks suggestions: a softmax over the candidates of 231 labelled duplicates, scaled to the odds that one of the five best candidates is labelled.</summary>
    public static readonly LinearModel Ranking = new(-11.35f, PairFeatures.Names,
    [
        0.37f, 0.68f, 0.69f, 2.16f, 0.13f, 1.78f, -0.04f, 0.52f, -0.18f, 1.7f, 1.68f,
        1.44f, -0.33f, -0.36f, -0.61f, -0.51f, 0.78f, -0.27f, 0.41f, 0.49f, -0.84f, -0.02f,
        1.49f, 0.41f, -0.33f, -0.75f, 0.31f, 0.22f, -0.19f, 0, 0, 0,
    ]);

    /// <summary>Decides on automatic links: a logistic model of reports reported again in five ways against ordinary reports.</summary>
    public static readonly LinearModel Link = new(-3.03f, LinkFeatures.Names,
    [
        0.74f, 2.06f, 3.21f, -1.18f, -0.33f, -0.62f, -2.09f, -1.45f, -8.69f, 1.23f, -3.43f,
        4.50f, 1.95f, 2.14f, 5.92f, 2.02f, 3.82f, 3.49f, 2.82f, -5.95f,
    ]);

    /// <summary>The probability from which a report is linked: with it 0.8 % of the ordinary reports of the later half were.</summary>
    public const double LinkThreshold = 0.9;

    /// <summary>The same where a component is not known: with it 1.0 % of the ordinary reports were linked, of the same set without its components.</summary>
    public const double LinkThresholdWithoutComponent = 0.915;

    /// <summary>From here on two texts are equal but for what they are about. Rewording leaves less than this.</summary>
    public const float NearlyAll = 0.9f;

    /// <summary>Texts that differ by less than a telling term, in its rarity, do not differ.</summary>
    public const float OneTerm = 1;
}
