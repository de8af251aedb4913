namespace Ao.Duplicates;

/// <summary>Puts into words why two reports are taken for alike.</summary>
internal sealed class Explainer(Vocabulary vocabulary)
{
    private const int Most = 5;

    /// <summary>Explains a candidate.</summary>
    /// <param name="query">The report that was searched by.</param>
    /// <param name="candidate">What was found.</param>
    /// <param name="model">The model whose result is explained, or <see langword="null"/> where equality decided.</param>
    /// <param name="values">The values that the model weighed.</param>
    public DuplicateExplanation Explain(AnalysedReport query, Candidate candidate, LinearModel? model, float[] values) => new()
    {
        SharedTerms = Shared(query, candidate),
        Features = model is null ? [] : Shares(values, model),
        Differences = Differences(query, candidate.Report),
    };

    private List<SharedTerm> Shared(AnalysedReport query, Candidate candidate)
    {
        var others = candidate.Report.Terms.ToDictionary(static use => use.Term);
        var score = Math.Max(candidate.Comparison.Score, float.Epsilon);
        return [.. query.Terms
            .Where(use => others.ContainsKey(use.Term))
            .Select(use => new SharedTerm(Name(use.Term, query, candidate.Report), vocabulary.Rarity(use.Term) * others[use.Term].Impact * use.Emphasis / score))
            .OrderByDescending(static term => term.Share)
            .ThenBy(static term => term.Term, StringComparer.Ordinal)
            .Take(Most)];
    }

    private static List<FeatureShare> Shares(float[] values, LinearModel model) =>
    [
        .. values
            .Select((value, at) => new FeatureShare(model.Names[at], value, value * model.Weights[at]))
            .Where(static share => share.Contribution != 0)
            .OrderByDescending(static share => Math.Abs(share.Contribution)),
    ];

    private DuplicateDifferences Differences(AnalysedReport query, AnalysedReport other) => new()
    {
        TitleTerms = Only(query, other, static use => use.IsInTitle && !use.IsVolatile, static use => use.IsInTitle),
        OtherTitleTerms = Only(other, query, static use => use.IsInTitle && !use.IsVolatile, static use => use.IsInTitle),
        Identifiers = Only(query, other, static use => use.IsCode, static _ => true),
        OtherIdentifiers = Only(other, query, static use => use.IsCode, static _ => true),
        Numbers = Only(query, other, static use => use.IsInTitle && use.IsNumber, static use => use.IsInTitle),
        OtherNumbers = Only(other, query, static use => use.IsInTitle && use.IsNumber, static use => use.IsInTitle),
        Component = query.Components.Length > 0 && other.Components.Length > 0 && !query.Components.AsSpan().ContainsAny(other.Components),
        Type = query.Type != other.Type,
    };

    private List<string> Only(AnalysedReport of, AnalysedReport than, Func<TermUse, bool> picks, Func<TermUse, bool> counts)
    {
        var there = than.Terms.Where(counts).Select(static use => use.Term).ToHashSet();
        return [.. of.Terms
            .Where(use => picks(use) && !there.Contains(use.Term))
            .OrderByDescending(use => vocabulary.Rarity(use.Term))
            .ThenBy(static use => use.Term)
            .Take(Most)
            .Select(use => Name(use.Term, of, than))];
    }

    private string Name(int term, AnalysedReport one, AnalysedReport other) =>
        one.OtherTerms.GetValueOrDefault(term) ?? other.OtherTerms.GetValueOrDefault(term) ?? vocabulary.Surface(term);
}
