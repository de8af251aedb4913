using Ao.Scm;

namespace Ao.Plugins.GitLab.Checks;

/// <summary>What the states of jobs and outside services mean.</summary>
internal static class JobStates
{
    // Not the change but the machinery: a runner was lost, a limit of the service was reached, or nothing could start.
    private static readonly HashSet<string> s_infrastructure = new(StringComparer.Ordinal)
    {
        "api_failure", "stuck_or_timeout_failure", "runner_system_failure", "missing_dependency_failure", "runner_unsupported", "stale_schedule",
        "job_execution_timeout", "server_timeout_failure", "archived_failure", "unmet_prerequisites", "scheduler_failure", "data_integrity_failure", "user_blocked", "project_deleted",
        "ci_quota_exceeded", "no_matching_runner", "builds_disabled", "secrets_provider_not_found", "environment_creation_failure", "runner_provisioning_timeout", "job_router_failure",
        "insufficient_bridge_permissions", "downstream_bridge_project_not_found", "downstream_pipeline_creation_failed",
    };

    /// <summary>Reads a state. A failure that is allowed to happen keeps nothing back.</summary>
    public static CheckState Read(string status, bool mayFail) => status switch
    {
        "success" or "skipped" => CheckState.Passed,
        "failed" or "canceled" => mayFail ? CheckState.Passed : CheckState.Failed,

        // One that somebody has to start by hand and that nothing waits for.
        "manual" when mayFail => CheckState.Passed,
        _ => CheckState.Pending,
    };

    /// <summary>Tells whether a reason is the machinery's.</summary>
    public static bool IsInfrastructure(string? reason) => reason is not null && s_infrastructure.Contains(reason);

    /// <summary>Tells whether a pipeline does not change any more by itself.</summary>
    public static bool HasEnded(string? status) => status?.ToLowerInvariant() is "success" or "failed" or "canceled" or "skipped";
}
