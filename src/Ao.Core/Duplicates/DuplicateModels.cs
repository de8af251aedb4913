namespace Ao.Duplicates;

/// <summary>The weights of the method <c>ao-dedupe/1</c>.</summary>
/// <remarks>
/// Fitted on the reports of 2011 to May 2013 of tidev/jira-archive (Apache-2.0, (c) TiDev, Inc.): the earlier half by date of 9,619 reports. The later half was used to choose the threshold and to report figures.
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
    public static readonly LinearModel Link = new(-3.97f, LinkFeatures.Names,
    [
        0.76f, 2.09f, 3.67f, -0.61f, -0.74f, -0.24f, -3.23f, -1.25f, -9.59f, 1.71f, -4.07f,
        5.05f, 1.24f, 2.79f, 5.61f, 2.15f, 3.47f, 3.72f, 2.68f, -5.78f,
    ]);

    /// <summary>The probability from which a report is linked: with it 0.7 % of the ordinary reports of the later half were.</summary>
    public const double LinkThreshold = 0.9;

    /// <summary>Texts that differ by less than a telling term, in its rarity, do not differ.</summary>
    public const float OneTerm = 1;
}
