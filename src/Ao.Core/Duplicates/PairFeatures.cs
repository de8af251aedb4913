namespace Ao.Duplicates;

/// <summary>Measures a report and a candidate.</summary>
internal static class PairFeatures
{
    /// <summary>The names, as explanations give them, in the order of <see cref="PairFeature"/>.</summary>
    public static readonly string[] Names =
    [
        "text score", "text score, both ways", "amount of shared text", "text score against the best",
        "titles' shared terms", "titles' spelling", "title contained", "titles differ both ways", "titles' topics differ", "title found in its text", "its title found in this text",
        "text contained", "texts' shared terms", "text found", "identifiers shared", "identifiers differ", "identifiers of the titles differ",
        "numbers of the titles differ", "number of the titles shared", "component shared", "component differs", "same type",
        "filed within weeks", "filed within days", "same session", "same session within hours", "version shared",
        "phrases shared", "amount of shared phrases", "rest of the text contained", "rests of the texts differ", "subjects differ",
    ];

    /// <summary>Measures a pair.</summary>
    /// <param name="query">The report.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="of">How their terms compare.</param>
    /// <param name="phrases">How rare each of the report's phrases is.</param>
    /// <returns>The values but for <see cref="PairFeature.AgainstBest"/>, which is known when all candidates are.</returns>
    public static float[] Measure(AnalysedReport query, AnalysedReport candidate, in Comparison of, ReadOnlySpan<float> phrases)
    {
        var values = new float[Names.Length];
        MeasureText(of, values);
        MeasureTitle(of, values);
        MeasureCircumstances(query, candidate, values);
        values[(int)PairFeature.TitleSpelling] = SortedHashes.Dice(query.TitleTrigrams, candidate.TitleTrigrams);
        var shared = SortedHashes.SharedWeight(query.Phrases, phrases, candidate.Phrases);
        var fewer = Math.Min(query.Phrases.Length, candidate.Phrases.Length);
        values[(int)PairFeature.Phrases] = Math.Min(1, Ratio(shared * query.Phrases.Length, Sum(phrases) * fewer));
        values[(int)PairFeature.PhraseAmount] = MathF.Log(1 + shared) / 6;
        return values;
    }

    private static void MeasureText(in Comparison of, float[] values)
    {
        values[(int)PairFeature.TextScore] = Ratio(of.Score, MathF.Pow(of.QuerySelf, 0.7f) * MathF.Pow(Math.Max(of.QuerySelf, of.CandidateSelf), 0.3f));
        values[(int)PairFeature.TextScoreBothWays] = Ratio(of.Score, MathF.Sqrt(of.QuerySelf * of.CandidateSelf));
        values[(int)PairFeature.TextAmount] = MathF.Log(1 + of.Score) / 6;
        values[(int)PairFeature.TextContained] = Ratio(of.Shared, of.Shared + Math.Min(of.QueryOnly, of.CandidateOnly));
        values[(int)PairFeature.TextJaccard] = Ratio(of.Shared, of.Shared + of.QueryOnly + of.CandidateOnly);
        values[(int)PairFeature.TextFound] = Ratio(of.Shared, of.Shared + of.QueryOnly);
        values[(int)PairFeature.CodeJaccard] = Ratio(of.CodeShared, of.CodeShared + of.CodeQueryOnly + of.CodeCandidateOnly);
        values[(int)PairFeature.CodeDiffers] = Saturated(Math.Min(of.CodeQueryOnly, of.CodeCandidateOnly), 10);
        values[(int)PairFeature.RestContained] = Ratio(of.RestShared, of.RestShared + Math.Min(of.RestQueryOnly, of.RestCandidateOnly));
        values[(int)PairFeature.RestsDiffer] = Saturated(Math.Min(of.RestQueryOnly, of.RestCandidateOnly), 40);
    }

    private static void MeasureTitle(in Comparison of, float[] values)
    {
        values[(int)PairFeature.TitleJaccard] = Ratio(of.TitleShared, of.TitleShared + of.TitleQueryOnly + of.TitleCandidateOnly);
        values[(int)PairFeature.TitleContained] = Ratio(of.TitleShared, of.TitleShared + Math.Min(of.TitleQueryOnly, of.TitleCandidateOnly));
        values[(int)PairFeature.TitlesDiffer] = Saturated(Math.Min(of.TitleQueryOnly, of.TitleCandidateOnly), 5);
        values[(int)PairFeature.TopicsDiffer] = Saturated(Math.Min(of.TitleQueryMissing, of.TitleCandidateMissing), 5);
        values[(int)PairFeature.TitleFound] = 1 - Ratio(of.TitleQueryMissing, of.TitleShared + of.TitleQueryOnly);
        values[(int)PairFeature.ItsTitleFound] = 1 - Ratio(of.TitleCandidateMissing, of.TitleShared + of.TitleCandidateOnly);
        values[(int)PairFeature.SubjectsDiffer] = Saturated(Math.Min(of.SubjectQueryMissing, of.SubjectCandidateMissing), 3);
        values[(int)PairFeature.TitleCodeDiffers] = Saturated(Math.Min(of.TitleCodeQueryOnly, of.TitleCodeCandidateOnly), 3);
        values[(int)PairFeature.NumbersDiffer] = of.NumbersShared == 0 && of.NumbersQueryOnly > 0 && of.NumbersCandidateOnly > 0 ? 1 : 0;
        values[(int)PairFeature.NumberShared] = of.NumbersShared > 0 ? 1 : 0;
    }

    private static void MeasureCircumstances(AnalysedReport query, AnalysedReport candidate, float[] values)
    {
        var component = query.Components.AsSpan().ContainsAny(candidate.Components);
        values[(int)PairFeature.ComponentShared] = component ? 1 : 0;
        values[(int)PairFeature.ComponentDiffers] = !component && query.Components.Length > 0 && candidate.Components.Length > 0 ? 1 : 0;
        values[(int)PairFeature.SameType] = query.Type == candidate.Type ? 1 : 0;
        values[(int)PairFeature.VersionShared] = query.Versions.AsSpan().ContainsAny(candidate.Versions) ? 1 : 0;
        var days = Math.Abs((query.Created - candidate.Created).TotalDays);
        values[(int)PairFeature.Weeks] = (float)Math.Pow(2, -days / 30);
        values[(int)PairFeature.Days] = (float)Math.Pow(2, -days / 2);
        var session = query.Session is not null && query.Session == candidate.Session;
        values[(int)PairFeature.SameSession] = session ? 1 : 0;
        values[(int)PairFeature.SameSessionSoon] = session && days <= 0.5 ? 1 : 0;
    }

    private static float Sum(ReadOnlySpan<float> values)
    {
        var sum = 0f;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static float Ratio(float part, float whole) => whole > 0 ? part / whole : 0;

    private static float Saturated(float amount, float half) => amount / (amount + half);
}
