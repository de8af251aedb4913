using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Forks that are compared as they grow. What is found depends on what was taken in, not on the order and the portions in which it came.</summary>
internal sealed class PatternIndex : IConvergenceIndex
{
    private const int MostFindings = 2_000;

    private readonly TimeSpan _window;
    private readonly double _minimum;
    private readonly UnitRegister _register = new();
    private readonly LinkBook _links;
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private ReportLinks _reports = ReportLinks.None;
    private int _reportVersion;

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

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Finding>> AddAsync(IReadOnlyList<ForkHistory> news, CancellationToken cancellationToken = default)
    {
        Take(news, cancellationToken);
        var findings = Find(cancellationToken);
        var changed = findings.Where(finding => !_told.TryGetValue(finding.Id, out var known) || known != MarkOf(finding)).ToList();
        _told.Clear();
        foreach (var finding in findings)
        {
            _told[finding.Id] = MarkOf(finding);
        }

        return ValueTask.FromResult<IReadOnlyList<Finding>>(changed);
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
        if (_reportVersion != _register.RecordVersion)
        {
            _reports = ReportLinks.Find(_register.Forks, _window, _minimum, cancellationToken);
            _reportVersion = _register.RecordVersion;
        }

        var units = _register.Form();
        _links.Update(units, cancellationToken);
        var ordered = _links.InOrder(units);
        var cases = new CaseBuilder(_register, ordered, _links.Links(ordered), _reports, _window, _minimum).Build();
        var writer = new FindingWriter(_register.Words, _reports, _register.Forks.Where(static fork => fork.IsUpstream).Sum(static fork => fork.Changes.Count));
        return [.. cases
            .OrderByDescending(static found => Math.Round(found.Score, 6)).ThenByDescending(static found => Math.Round(found.Confidence, 6)).ThenBy(static found => found.Id, StringComparer.Ordinal)
            .DistinctBy(static found => found.Id)
            .Take(MostFindings)
            .Select(found =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return writer.Write(found);
            })];
    }

    /// <summary>What makes a finding worth telling again. How sure it is counts in steps: every new change moves it a little.</summary>
    private static string MarkOf(Finding finding) =>
        $"{finding.Relation}|{Math.Round(finding.Confidence, 1)}|" + string.Join('|', finding.Forks.Select(static fork => $"{fork.ForkId}:{string.Join(',', fork.Revisions)}:{string.Join(',', fork.Records)}"));
}
