using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Forks that are compared as they grow. What is found depends on what was taken in, not on the order and the portions in which it came, but for <see cref="WordFrequencies.OthersInHundred"/>.</summary>
internal sealed class PatternIndex : IConvergenceIndex
{
    private const int MostFindings = 2_000;

    private readonly TimeSpan _window;
    private readonly double _minimum;
    private readonly UnitRegister _register = new();
    private readonly LinkBook _links;
    private Dictionary<string, string> _told = new(StringComparer.Ordinal);

    public PatternIndex(ConvergenceRequest settings)
    {
        if (settings.MinimumConfidence is not (>= 0 and <= 1))
        {
            throw new AoException($"The minimum confidence is {settings.MinimumConfidence}. Give a number from 0 to 1.");
        }

        if (settings.Window <= TimeSpan.Zero)
        {
            throw new AoException($"The window is {settings.Window}. Give a positive time, such as 90 days.");
        }

        (_window, _minimum) = (settings.Window, settings.MinimumConfidence);
        _links = new LinkBook(_window, _minimum);
        Take(settings.Forks, CancellationToken.None);
    }

    /// <summary>Gets how many pairs of units were compared so far.</summary>
    public long Compared => _links.Compared;

    /// <summary>Gets how often everything was compared anew.</summary>
    public int Rebuilds => _links.Rebuilds;

    /// <inheritdoc/>
    public ValueTask TakeAsync(IReadOnlyList<ForkHistory> news, CancellationToken cancellationToken = default)
    {
        Take(news, cancellationToken);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Finding>> AddAsync(IReadOnlyList<ForkHistory> news, CancellationToken cancellationToken = default)
    {
        Take(news, cancellationToken);
        var (cases, reports) = Compare(cancellationToken);

        // Most findings are as they were: those are not put into words again.
        var marks = cases.ToDictionary(static found => found.Id, MarkOf, StringComparer.Ordinal);
        var changed = Write(cases.Where(found => _told.GetValueOrDefault(found.Id) != marks[found.Id]), reports, cancellationToken);
        _told = marks;
        return ValueTask.FromResult(changed);
    }

    /// <summary>Takes in what is new, and compares it later.</summary>
    public void Take(IReadOnlyList<ForkHistory> news, CancellationToken cancellationToken)
    {
        foreach (var history in news)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _register.Add(history, cancellationToken);
        }
    }

    /// <summary>Gives all findings as of now, best first.</summary>
    public IReadOnlyList<Finding> Find(CancellationToken cancellationToken)
    {
        var (cases, reports) = Compare(cancellationToken);
        return Write(cases, reports, cancellationToken);
    }

    private (IReadOnlyList<Case> Cases, ReportLinks Reports) Compare(CancellationToken cancellationToken)
    {
        var reports = _register.Reports.Link(_window, _minimum, cancellationToken);
        var units = _register.Form();
        _links.Update(units, cancellationToken);

        // What is like nothing, and resolves nothing that was reported, is in no case.
        var resolved = reports.Reports.Where(static report => report.Record.ResolvedBy is not null).Select(static report => (report.ForkId, report.Record.ResolvedBy!)).ToHashSet();
        List<WeightedUnit> ordered = [.. units.Where(unit => _links.HasLinks(unit) || (resolved.Count > 0 && Resolves(unit, resolved))).Select(_links.Find)];
        var cases = new CaseBuilder(_register, ordered, _links.Links(ordered), reports, _window, _minimum).Build();
        return ([.. cases
            .OrderByDescending(static found => Math.Round(found.Score, 6)).ThenByDescending(static found => Math.Round(found.Confidence, 6)).ThenBy(static found => found.Id, StringComparer.Ordinal)
            .DistinctBy(static found => found.Id)
            .Take(MostFindings)], reports);
    }

    private IReadOnlyList<Finding> Write(IEnumerable<Case> cases, ReportLinks reports, CancellationToken cancellationToken)
    {
        var writer = new FindingWriter(_register.Words, reports, _register.UpstreamChanges);
        return [.. cases.Select(found =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return writer.Write(found);
        })];
    }

    private static bool Resolves(Unit unit, HashSet<(string Fork, string Revision)> resolved)
    {
        foreach (var member in unit.Members)
        {
            foreach (var holder in unit.Holders)
            {
                if (resolved.Contains((holder, member.Revision)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>What makes a finding worth telling again. How sure it is counts in steps: every new change moves it a little.</summary>
    private static string MarkOf(Case found) => $"{found.Relation}|{Math.Round(found.Confidence, 1)}|" + string.Join('|', found.Answers.Select(static answer =>
        $"{answer.Fork.Id}:{string.Join(',', answer.Units.SelectMany(static unit => unit.Unit.Members).Select(static member => member.Revision))}:{string.Join(',', answer.Records.Select(static record => record.Record.Id))}"));
}
