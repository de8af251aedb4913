using Ao.Configuration;

namespace Ao.Alignment;

/// <summary>Chooses the fork's test files that refer to what a change takes away or changes: a pure function.</summary>
internal static class TouchingTests
{
    private const int Most = 50;

    /// <summary>Gives the files that can be run alone on the merged source, those of the most telling findings first; none where the project has no command for that.</summary>
    /// <param name="options">The project's settings.</param>
    /// <param name="findings">What was found, as the merge on trial has left it.</param>
    /// <param name="merged">The files of the merged source.</param>
    public static IReadOnlyList<string> Choose(AlignmentOptions options, IEnumerable<AlignmentFinding> findings, IReadOnlyCollection<string> merged)
    {
        if (options.TestCommand.Count == 0)
        {
            return [];
        }

        var there = merged.ToHashSet(StringComparer.Ordinal);
        return [.. findings.Where(IsOpen).SelectMany(static finding => finding.Alert.Tests).Distinct(StringComparer.Ordinal).Where(path => there.Contains(path) && TestCommandLine.Takes(options.TestCommand, path)).Take(Most)];
    }

    /// <summary>Tells whether tests can still show something of a finding.</summary>
    public static bool IsOpen(AlignmentFinding finding) => finding.Alert.Tier != AlignmentTier.Silent && finding.Confirmation != AlignmentConfirmation.Refuted;
}
