using Ao.Configuration;

namespace Ao.Sessions.Admission;

/// <summary>Decides who is admitted next: a pure function.</summary>
internal static class AdmissionDecision
{
    /// <summary>Tells whether the machine has memory for one more session.</summary>
    /// <param name="availableMegabytes">What is available by measure.</param>
    /// <param name="admittedLately">How many sessions were admitted so lately that what they will take does not show in that measure.</param>
    /// <param name="options">The limits.</param>
    public static bool HasMemory(long availableMegabytes, int admittedLately, AdmissionOptions options) =>
        options.MinFreeMemoryMegabytes == 0 || availableMegabytes - (admittedLately * options.AssumedSessionMegabytes) >= options.MinFreeMemoryMegabytes;

    /// <summary>Chooses among those who wait: the project with the fewest running sessions first, and within that the one that has waited longest.</summary>
    /// <param name="waiting">Those who wait, longest first.</param>
    /// <param name="running">How many sessions run, by project.</param>
    /// <param name="maxSessions">How many may run in all.</param>
    /// <param name="hasMemory">Whether the machine has memory for one more.</param>
    /// <returns>The index of the one to admit, or -1 for none.</returns>
    public static int Next(IReadOnlyList<AdmissionRequest> waiting, IReadOnlyDictionary<ProjectId, int> running, int maxSessions, bool hasMemory)
    {
        var total = running.Values.Sum();

        // With nothing running, no memory would ever be freed by waiting: one session may always run.
        if (total >= maxSessions || (!hasMemory && total > 0))
        {
            return -1;
        }

        var chosen = -1;
        var fewest = int.MaxValue;
        for (var index = 0; index < waiting.Count; index++)
        {
            var count = running.GetValueOrDefault(waiting[index].Project);
            if (count < fewest && count < (waiting[index].MaxSessions ?? int.MaxValue))
            {
                chosen = index;
                fewest = count;
            }
        }

        return chosen;
    }
}
