namespace Ao.Duplicates;

/// <summary>What decides whether a report is linked: how alike it is to one candidate, and by how much more than to all others.</summary>
/// <remarks>
/// Numbers, times, ids and paths are no part of it, nor are dates and versions: those differ where a problem is met again.
/// The leads tell a re-report from the members of a series, whose reports are all alike.
/// </remarks>
internal static class LinkFeatures
{
    /// <summary>The names, as explanations give them.</summary>
    public static readonly string[] Names =
    [
        "text contained", "texts' shared terms", "titles' spelling", "titles differ both ways", "titles' topics differ", "its title found in this text", "text found",
        "identifiers differ", "component differs", "same type", "rests of the texts differ",
        "lead in shared phrases", "lead in text contained", "lead in shared terms", "lead in titles' spelling", "lead in text score",
        "longer texts contained", "title and text alike", "titles alike, longer texts differ", "subjects differ",
    ];

    /// <summary>Says how alike a candidate is, to choose the one that is decided on.</summary>
    public static float Likeness(Candidate candidate) => candidate[PairFeature.TextJaccard] + candidate[PairFeature.TitleSpelling] + candidate[PairFeature.Phrases];

    /// <summary>Measures a candidate against those of other clusters.</summary>
    public static void Measure(Candidate candidate, IEnumerable<Candidate> others, Span<float> values)
    {
        var (phrases, contained, jaccard, spelling, text) = (0f, 0f, 0f, 0f, 0f);
        foreach (var other in others)
        {
            phrases = Math.Max(phrases, other[PairFeature.PhraseAmount]);
            contained = Math.Max(contained, other[PairFeature.TextContained]);
            jaccard = Math.Max(jaccard, other[PairFeature.TextJaccard]);
            spelling = Math.Max(spelling, other[PairFeature.TitleSpelling]);
            text = Math.Max(text, other[PairFeature.TextScore]);
        }

        var i = 0;
        values[i++] = candidate[PairFeature.TextContained];
        values[i++] = candidate[PairFeature.TextJaccard];
        values[i++] = candidate[PairFeature.TitleSpelling];
        values[i++] = candidate[PairFeature.TitlesDiffer];
        values[i++] = candidate[PairFeature.TopicsDiffer];
        values[i++] = candidate[PairFeature.ItsTitleFound];
        values[i++] = candidate[PairFeature.TextFound];
        values[i++] = candidate[PairFeature.CodeDiffers];
        values[i++] = candidate[PairFeature.ComponentDiffers];
        values[i++] = candidate[PairFeature.SameType];
        values[i++] = candidate[PairFeature.RestsDiffer];
        values[i++] = candidate[PairFeature.PhraseAmount] - phrases;
        values[i++] = candidate[PairFeature.TextContained] - contained;
        values[i++] = candidate[PairFeature.TextJaccard] - jaccard;
        values[i++] = candidate[PairFeature.TitleSpelling] - spelling;
        values[i++] = candidate[PairFeature.TextScore] - text;
        values[i++] = candidate[PairFeature.RestsDiffer] * candidate[PairFeature.RestContained];
        values[i++] = candidate[PairFeature.TitleSpelling] * candidate[PairFeature.RestContained];
        values[i++] = candidate[PairFeature.TitleSpelling] * candidate[PairFeature.RestsDiffer];
        values[i] = candidate[PairFeature.SubjectsDiffer];
    }
}
