using Ao.Alignment;
using Ao.Configuration;
using Ao.Scm;

namespace Ao.PullRequests;

/// <summary>Decides whether checks let a pull request be merged: a pure function.</summary>
internal static class CheckDecision
{
    /// <summary>Says what is in the way of a merge.</summary>
    /// <param name="report">What the checks say.</param>
    /// <param name="revision">The revision that would be merged.</param>
    /// <param name="options">What the project requires.</param>
    /// <returns>The obstacle, or <see langword="null"/> where there is none.</returns>
    public static string? Obstacle(CheckReport report, string revision, PullRequestOptions options)
    {
        if (report.Revision != revision)
        {
            return $"Its checks are about revision {Printable.Quote(report.Revision)}, not about {revision}, which would be merged.";
        }

        // What the host itself has published says nothing of whether the change was built and tested.
        if (report.Checks.All(static check => check.Name == AlignmentTelling.CheckName) && options.ChecksRequired)
        {
            return $"No check has reported on revision {revision} yet. Try again later; where the project has no checks, set PullRequests:ChecksRequired to false.";
        }

        var missing = options.RequiredChecks.Where(name => report.Checks.All(check => check.Name != name)).ToList();
        if (missing.Count > 0)
        {
            return $"These required checks have not reported on revision {revision}: {string.Join(", ", missing)}.";
        }

        var open = report.Checks.Where(static check => check.State != CheckState.Passed).Select(static check => $"{Printable.Quote(check.Name)} ({check.State})").ToList();
        return open.Count == 0 ? null : $"Its checks are not passed: {string.Join(", ", open)}.";
    }
}
