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
        var score = Math.Max(candidate.Comparison.Score, float.Epsilon);
        var shared = new List<(float Share, int Term)>();
        var others = candidate.Report.Terms.AsSpan();
        foreach (ref readonly var use in query.Terms.AsSpan())
        {
            if (Find(others, use.Term) is >= 0 and var at)
            {
                shared.Add((vocabulary.Rarity(use.Term) * others[at].Impact * use.Emphasis / score, use.Term));
            }
        }

        shared.Sort(static (one, other) => one.Share != other.Share ? other.Share.CompareTo(one.Share) : one.Term.CompareTo(other.Term));
        return shared.Take(Most).Select(term => new SharedTerm(Name(term.Term, query, candidate.Report), term.Share)).ToList();
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
        var only = new List<(float Rarity, int Term)>();
        var others = than.Terms.AsSpan();
        foreach (var use in of.Terms)
        {
            if (picks(use) && !(Find(others, use.Term) is >= 0 and var at && counts(others[at])))
            {
                only.Add((vocabulary.Rarity(use.Term), use.Term));
            }
        }

        only.Sort(static (one, other) => one.Rarity != other.Rarity ? other.Rarity.CompareTo(one.Rarity) : one.Term.CompareTo(other.Term));
        return only.Take(Most).Select(term => Name(term.Term, of, than)).ToList();
    }

    private static int Find(ReadOnlySpan<TermUse> uses, int term)
    {
        var (low, high) = (0, uses.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = uses[middle].Term.CompareTo(term);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private string Name(int term, AnalysedReport one, AnalysedReport other) =>
        one.OtherTerms.GetValueOrDefault(term) ?? other.OtherTerms.GetValueOrDefault(term) ?? vocabulary.Surface(term);
}
