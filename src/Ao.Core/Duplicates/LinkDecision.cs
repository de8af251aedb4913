namespace Ao.Duplicates;

/// <summary>Decides whether a report is of the same problem as an earlier one of another session, so surely that it is linked without a person.</summary>
internal static class LinkDecision
{
    /// <summary>Gives the candidate that a report is linked for, with its features and its probability, or <see langword="null"/> where it is not linked.</summary>
    /// <remarks>A cluster is joined for its head or for two of its members: a likeness to one member only would make a chain.</remarks>
    public static (Candidate Candidate, float[] Values, double Probability)? Decide(AnalysedReport query, List<Candidate> candidates, DuplicateClusters clusters)
    {
        var best = Choose(query, candidates);
        if (best is null)
        {
            return null;
        }

        var head = clusters.HeadOf(best.Report.Id);
        var (cluster, others) = (new List<Candidate>(), new List<Candidate>());
        foreach (var candidate in candidates)
        {
            (clusters.HeadOf(candidate.Report.Id) == head ? cluster : others).Add(candidate);
        }

        var values = Measure(best, others);
        var probability = DuplicateModels.Link.Probability(values);
        if (probability < ThresholdFor(query, best) || IsOther(best) || IsSibling(best))
        {
            return null;
        }

        var alike = cluster.Where(candidate => candidate == best || !IsOther(candidate) && !IsSibling(candidate) && DuplicateModels.Link.Probability(Measure(candidate, others)) >= ThresholdFor(query, candidate));
        return DuplicateClusters.Admits(head, [.. alike.Select(static candidate => candidate.Report.Id)]) ? (best, values, probability) : null;
    }

    /// <summary>Gives the candidate of another session that is most alike.</summary>
    public static Candidate? Choose(AnalysedReport query, List<Candidate> candidates)
    {
        Candidate? best = null;
        foreach (var candidate in candidates)
        {
            if (candidate[PairFeature.SameSession] == 0 && (best is null || LinkFeatures.Likeness(candidate) > LinkFeatures.Likeness(best)))
            {
                best = candidate;
            }
        }

        return best;
    }

    /// <summary>Says whether two reports look like one template filled in twice, which is never linked however alike they are: each is about something, in title and text, that the other does not name, and nearly all else is equal,
    /// or there is nothing else, or it is an identifier; or the titles name different identifiers and nothing else differs.</summary>
    public static bool IsSibling(Candidate candidate) =>
        candidate[PairFeature.SubjectsDiffer] > 0 && (candidate[PairFeature.RestContained] >= DuplicateModels.NearlyAll || HasNoRest(candidate) || candidate[PairFeature.TitleCodeDiffers] > 0)
        || candidate[PairFeature.TitleCodeDiffers] > 0 && Math.Min(candidate.Comparison.RestQueryOnly, candidate.Comparison.RestCandidateOnly) < DuplicateModels.OneTerm;

    /// <summary>Says whether the reports themselves say that they are about different things: another component, or a wish and not a defect.</summary>
    private static bool IsOther(Candidate candidate) => candidate[PairFeature.ComponentDiffers] > 0 || candidate[PairFeature.SameType] == 0;

    private static bool HasNoRest(Candidate candidate) => candidate.Comparison.RestShared + candidate.Comparison.RestQueryOnly + candidate.Comparison.RestCandidateOnly < DuplicateModels.OneTerm;

    /// <summary>Where nothing is known of a component, one thing less can tell two reports apart.</summary>
    private static double ThresholdFor(AnalysedReport query, Candidate candidate) =>
        query.Components.Length == 0 || candidate.Report.Components.Length == 0 ? DuplicateModels.LinkThresholdWithoutComponent : DuplicateModels.LinkThreshold;

    private static float[] Measure(Candidate candidate, List<Candidate> others)
    {
        var values = new float[LinkFeatures.Names.Length];
        LinkFeatures.Measure(candidate, others, values);
        return values;
    }
}
