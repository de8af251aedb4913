using Ao.Configuration;

namespace Ao.Sessions.Admission;

/// <summary>Decides who is admitted next: a pure function.</summary>
internal static class AdmissionDecision
{
    /// <summary>Tells whether the machine has memory for one more session.</summary>
    /// <param name="availableMegabytes">What is available by measure.</param>
    /// <param name="reservedMegabytes">What sessions will take that were admitted so lately that it does not show in that measure.</param>
    /// <param name="neededMegabytes">What the session will take, where that is known.</param>
    /// <param name="options">The limits.</param>
    public static bool HasMemory(long availableMegabytes, long reservedMegabytes, int neededMegabytes, AdmissionOptions options) =>
        options.MinFreeMemoryMegabytes == 0 || availableMegabytes - reservedMegabytes - neededMegabytes >= options.MinFreeMemoryMegabytes;

    /// <summary>Decides whether an agent may ask for another session. What can be mended by waiting comes last.</summary>
    public static SpawnRefusal Refuse(SpawnAdmission admission) =>
        admission.Generation > admission.MaxGenerations ? SpawnRefusal.Generation
        : admission.Spawned >= admission.MaxSpawned ? SpawnRefusal.Spawned
        : admission.Queued >= admission.MaxQueued ? SpawnRefusal.Queued
        : SpawnRefusal.None;

    /// <summary>Chooses among those who wait: the project with the fewest running sessions first, and within that the one that has waited longest.</summary>
    /// <param name="waiting">Those who wait, longest first.</param>
    /// <param name="running">How many sessions run, by project.</param>
    /// <param name="maxSessions">How many may run in all.</param>
    /// <param name="hasMemory">Tells whether the machine has memory for one more. Where it has not for the one whose turn it is, no smaller one overtakes it.</param>
    /// <returns>The index of the one to admit, or -1 for none.</returns>
    public static int Next(IReadOnlyList<AdmissionRequest> waiting, IReadOnlyDictionary<ProjectId, int> running, int maxSessions, Func<AdmissionRequest, bool> hasMemory)
    {
        var total = running.Values.Sum();

        if (total >= maxSessions)
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

        // With nothing running, no memory would ever be freed by waiting: one session may always run.
        return chosen >= 0 && total > 0 && !hasMemory(waiting[chosen]) ? -1 : chosen;
    }
}
