namespace Ao.Duplicates;

/// <summary>What two reports have in common and what not, in sums of the terms' rarity.</summary>
internal struct Comparison
{
    /// <summary>The BM25F score of the candidate for the report, and of each for itself.</summary>
    public float Score, QuerySelf, CandidateSelf;

    /// <summary>Lasting terms of both, of the report only, and of the candidate only.</summary>
    public float Shared, QueryOnly, CandidateOnly;

    /// <summary>The same, of terms that neither title has.</summary>
    public float RestShared, RestQueryOnly, RestCandidateOnly;

    /// <summary>Lasting terms of both titles, and of one of the titles only.</summary>
    public float TitleShared, TitleQueryOnly, TitleCandidateOnly;

    /// <summary>Lasting terms of a title that the other report does not have anywhere.</summary>
    public float TitleQueryMissing, TitleCandidateMissing;

    /// <summary>Lasting terms of a title and its body that the other report does not have anywhere.</summary>
    public float SubjectQueryMissing, SubjectCandidateMissing;

    /// <summary>Identifiers.</summary>
    public float CodeShared, CodeQueryOnly, CodeCandidateOnly;

    /// <summary>Identifiers of one title only.</summary>
    public float TitleCodeQueryOnly, TitleCodeCandidateOnly;

    /// <summary>How many numbers of the titles are shared, or one title's only.</summary>
    public int NumbersShared, NumbersQueryOnly, NumbersCandidateOnly;

    /// <summary>Compares two reports.</summary>
    public static Comparison Of(AnalysedReport query, AnalysedReport candidate, Vocabulary vocabulary)
    {
        var comparison = new Comparison();
        var (mine, others) = (query.Terms, candidate.Terms);
        var (i, j) = (0, 0);
        while (i < mine.Length || j < others.Length)
        {
            var order = i == mine.Length ? 1 : j == others.Length ? -1 : mine[i].Term.CompareTo(others[j].Term);
            if (order < 0)
            {
                comparison.AddQueryOnly(mine[i], vocabulary.Rarity(mine[i].Term));
                i++;
            }
            else if (order > 0)
            {
                comparison.AddCandidateOnly(others[j], vocabulary.Rarity(others[j].Term));
                j++;
            }
            else
            {
                comparison.AddShared(mine[i], others[j], vocabulary.Rarity(mine[i].Term));
                i++;
                j++;
            }
        }

        return comparison;
    }

    private void AddQueryOnly(in TermUse use, float rarity)
    {
        QuerySelf += rarity * use.Impact * use.Emphasis;
        if (use.IsVolatile)
        {
            NumbersQueryOnly += use.IsNumber && use.IsInTitle ? 1 : 0;
            return;
        }

        QueryOnly += rarity;
        RestQueryOnly += use.IsInTitle ? 0 : rarity;
        CodeQueryOnly += use.IsCode ? rarity : 0;
        if (use.IsInTitle)
        {
            TitleQueryOnly += rarity;
            TitleQueryMissing += rarity;
            SubjectQueryMissing += use.IsSubject ? rarity : 0;
            TitleCodeQueryOnly += use.IsCode ? rarity : 0;
        }
    }

    private void AddCandidateOnly(in TermUse use, float rarity)
    {
        CandidateSelf += rarity * use.Impact * use.Emphasis;
        if (use.IsVolatile)
        {
            NumbersCandidateOnly += use.IsNumber && use.IsInTitle ? 1 : 0;
            return;
        }

        CandidateOnly += rarity;
        RestCandidateOnly += use.IsInTitle ? 0 : rarity;
        CodeCandidateOnly += use.IsCode ? rarity : 0;
        if (use.IsInTitle)
        {
            TitleCandidateOnly += rarity;
            TitleCandidateMissing += rarity;
            SubjectCandidateMissing += use.IsSubject ? rarity : 0;
            TitleCodeCandidateOnly += use.IsCode ? rarity : 0;
        }
    }

    private void AddShared(in TermUse use, in TermUse other, float rarity)
    {
        QuerySelf += rarity * use.Impact * use.Emphasis;
        CandidateSelf += rarity * other.Impact * other.Emphasis;
        Score += rarity * other.Impact * use.Emphasis;
        if (use.IsVolatile || other.IsVolatile)
        {
            if (use.IsNumber)
            {
                NumbersShared += use.IsInTitle && other.IsInTitle ? 1 : 0;
                NumbersQueryOnly += use.IsInTitle && !other.IsInTitle ? 1 : 0;
                NumbersCandidateOnly += other.IsInTitle && !use.IsInTitle ? 1 : 0;
            }

            return;
        }

        Shared += rarity;
        RestShared += use.IsInTitle || other.IsInTitle ? 0 : rarity;
        CodeShared += use.IsCode || other.IsCode ? rarity : 0;
        TitleShared += use.IsInTitle && other.IsInTitle ? rarity : 0;
        TitleQueryOnly += use.IsInTitle && !other.IsInTitle ? rarity : 0;
        TitleCandidateOnly += other.IsInTitle && !use.IsInTitle ? rarity : 0;
    }
}
