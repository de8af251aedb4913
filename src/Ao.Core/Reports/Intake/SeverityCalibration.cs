using System.Collections.Immutable;

namespace Ao.Reports;

/// <summary>What the inference has learned from operators: counts, folded from their corrections in any order.</summary>
internal sealed class SeverityCalibration
{
    private readonly ImmutableDictionary<string, SeverityCorrection> _corrections;
    private readonly ImmutableDictionary<string, SeverityCounts> _counts;

    private SeverityCalibration(ImmutableDictionary<string, SeverityCorrection> corrections, ImmutableDictionary<string, SeverityCounts> counts) => (_corrections, _counts) = (corrections, counts);

    /// <summary>Gets the state in which nobody has corrected anything.</summary>
    public static SeverityCalibration None { get; } = new(ImmutableDictionary.Create<string, SeverityCorrection>(StringComparer.Ordinal), ImmutableDictionary.Create<string, SeverityCounts>(StringComparer.Ordinal));

    /// <summary>Gets the corrections that count, for a snapshot.</summary>
    public IEnumerable<SeverityCorrection> Corrections => _corrections.Values;

    /// <summary>Tells whether a report is known to have been given a severity.</summary>
    public bool Holds(string report, ReportSeverity severity) => _corrections.GetValueOrDefault(report)?.To == severity;

    /// <summary>Takes a correction in; an earlier one of the same report no longer counts.</summary>
    public SeverityCalibration Apply(SeverityCorrection correction)
    {
        var before = Withdraw(correction.Report);
        return new(before._corrections.SetItem(correction.Report, correction), Count(before._counts, correction, 1));
    }

    /// <summary>Takes a correction back.</summary>
    public SeverityCalibration Withdraw(string report) =>
        _corrections.TryGetValue(report, out var known) ? new(_corrections.Remove(report), Count(_counts, known, -1)) : this;

    /// <summary>Gives what operators said of the reports on a component.</summary>
    public SeverityCounts OfComponent(string component, ReportType type) => Get(ComponentKey(component, type));

    /// <summary>Gives what operators said of the reports with a cue.</summary>
    public SeverityCounts OfCue(string cue) => Get(CueKey(cue));

    /// <summary>Gives what operators said of the reports on a component that have a cue.</summary>
    public SeverityCounts OfBoth(string component, string cue) => Get(BothKey(component, cue));

    private static ImmutableDictionary<string, SeverityCounts> Count(ImmutableDictionary<string, SeverityCounts> counts, SeverityCorrection correction, int sign)
    {
        IEnumerable<string> keys = correction.Cues.Select(CueKey);
        if (correction.Component is { } component)
        {
            keys = keys.Append(ComponentKey(component, correction.Type)).Concat(correction.Cues.Select(cue => BothKey(component, cue)));
        }

        foreach (var key in keys)
        {
            var count = counts.GetValueOrDefault(key).With(correction, sign);
            counts = count.Count == 0 ? counts.Remove(key) : counts.SetItem(key, count);
        }

        return counts;
    }

    // A component's name holds no newline.
    private static string ComponentKey(string component, ReportType type) => $"component\n{component.ToLowerInvariant()}\n{type}";

    private static string CueKey(string cue) => $"cue\n{cue}";

    private static string BothKey(string component, string cue) => $"both\n{component.ToLowerInvariant()}\n{cue}";

    private SeverityCounts Get(string key) => _counts.GetValueOrDefault(key);
}
