using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>What GitHub's words for check runs and commit statuses mean: pure functions.</summary>
internal static class CheckWords
{
    /// <summary>Reads the status and the conclusion of a check run. The words of GraphQL are the same in upper case.</summary>
    public static (CheckState State, bool IsInfrastructure) OfRun(string status, string? conclusion) =>
        !status.Equals("completed", StringComparison.OrdinalIgnoreCase)
            ? (CheckState.Pending, false)
            : conclusion?.ToLowerInvariant() switch
            {
                "success" or "neutral" or "skipped" => (CheckState.Passed, false),

                // Somebody has to do something first, such as to let a newcomer's workflow run.
                "action_required" => (CheckState.Pending, false),
                "startup_failure" or "timed_out" or "cancelled" or "stale" => (CheckState.Failed, true),
                _ => (CheckState.Failed, false),
            };

    /// <summary>Reads the state of a commit status.</summary>
    public static (CheckState State, bool IsInfrastructure) OfStatus(string state) => state.ToLowerInvariant() switch
    {
        "success" => (CheckState.Passed, false),
        "pending" or "expected" => (CheckState.Pending, false),
        "error" => (CheckState.Failed, true),
        _ => (CheckState.Failed, false),
    };

    /// <summary>Tells whether a log ends because the machine was lost, and not because of what ran on it.</summary>
    public static bool SaysMachineLost(string log) => s_lost.Any(words => log.Contains(words, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] s_lost =
    [
        "lost communication with the server",
        "The runner has received a shutdown signal",
        "The self-hosted runner: ",
        "The job was not acquired by Runner",
        "has exceeded the maximum execution time",
        "No space left on device",
        "Failed to download action",
        "Service Unavailable (HTTP 503)",
    ];
}
